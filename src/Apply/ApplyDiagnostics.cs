using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>All that this room tells users, in one place and in alphabetical order.</summary>
internal static class ApplyDiagnostics
{
    public static Diagnostic AliasTaken(Resource resource, string name, Resource other) =>
        Diagnostic.Error(
            "alias-taken",
            $"cannot alias {resource.Reference} to `{name}`{Place(resource)}; resource "
                + $"`{other.Reference}` already declared{Place(other)}",
            help: "two resources manage the same thing: remove one, or give it another name"
        );

    public static Diagnostic DependencyCycle(IReadOnlyList<IReadOnlyList<Vertex>> cycles)
    {
        var paths = cycles.Select(cycle =>
            $"({string.Join(" => ", cycle.Select(vertex => vertex.ToString()))})"
        );
        var count = cycles.Count.ToString(CultureInfo.InvariantCulture);
        return Diagnostic.Error(
            "dependency-cycle",
            $"found {count} dependency {(cycles.Count == 1 ? "cycle" : "cycles")}: {string.Join(", ", paths)}",
            help: "remove one of the relationships between these resources"
        );
    }

    public static Diagnostic InvalidResource(Resource resource, string problem) =>
        Diagnostic.Error(
            "invalid-resource",
            char.ToLowerInvariant(problem[0]) + problem[1..].TrimEnd('.') + Place(resource)
        ) with
        {
            Reference = new ReferenceWording("", problem),
        };

    public static Diagnostic UnknownRelative(
        Resource resource,
        string relation,
        ResourceReference relative
    ) =>
        Diagnostic.Error(
            "unknown-relative",
            $"could not find resource `{relative}` in parameter `{relation}` of `{resource.Reference}`"
                + Place(resource),
            help: "a relationship needs a resource that is in the catalog; virtual resources are not"
        );

    /// <summary>A catalog knows files and lines, not sources, so the place is part of the sentence.</summary>
    private static string Place(Resource resource) =>
        resource.File is null ? ""
        : resource.Line > 0 ? $" (file: {resource.File}, line: {resource.Line})"
        : $" (file: {resource.File})";
}
