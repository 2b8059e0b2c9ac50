using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// What a manifest wants has to be a thing that the provider can do: attributes that it knows nothing of are
/// left out, and a value that it cannot bring about keeps the run from beginning.
/// </summary>
public static class CheckFeatures
{
    public static ImmutableArray<Diagnostic> Run(ResourceGraph graph, Host host, Facts facts)
    {
        var choice = new ProviderChoice(graph, host, facts);
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var vertex in graph.Vertices.Where(vertex => vertex.IsResource))
        {
            if (
                graph.TypeOf(vertex.Resource.Type) is { HasFeatures: true } type and not RubyResourceType
                && NeedsAny(type, vertex.Resource)
                && (vertex.Resource.Text("provider") ?? choice.Find(vertex.Resource)?.Name) is { } name
                && type.ProviderFeatures.TryGetValue(name, out var features)
            )
            {
                var resource = vertex.Resource;
                vertex.Resource = resource with
                {
                    Parameters = resource.Parameters.RemoveAll(p => !type.Supports(name, p.Key)),
                };
                problems.AddRange(
                    Problems(type, vertex.Resource, name, features)
                        .Select(problem => ApplyDiagnostics.InvalidResource(resource, problem))
                );
            }
        }
        return problems.DrainToImmutable();
    }

    private static bool NeedsAny(ResourceType type, Resource resource) =>
        resource.Parameters.Any(p =>
            type.FeatureFor(p.Key) is not null || Needed(type, p.Key, p.Value).Any()
        );

    private static IEnumerable<string> Problems(
        ResourceType type,
        Resource resource,
        string provider,
        ImmutableArray<string> features
    ) =>
        from parameter in resource.Parameters
        from needed in Needed(type, parameter.Key, parameter.Value)
        where !features.Contains(needed.Feature)
        select $"Parameter {parameter.Key} failed on {resource.Reference}: Provider {provider} must have "
            + $"features '{needed.Feature}' to set '{parameter.Key}' to '{needed.Value}'";

    private static IEnumerable<(string Value, string Feature)> Needed(
        ResourceType type,
        string attribute,
        Value value
    ) =>
        from one in References.Texts(value)
        let feature = type.FeatureFor(attribute, one)
        where feature is not null
        select (one, feature);
}
