using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// Makes vertices: one for each resource of a native type, brought to its canonical form; an entry and an
/// exit for classes, defined resources and stages. Virtual resources stay out.
/// </summary>
internal static class AddResources
{
    private const string NativeKind = "compilable_type";

    public static void Run(ResourceGraph graph, List<Diagnostic> diagnostics)
    {
        var index = 0;
        foreach (var resource in graph.Catalog.Resources)
        {
            var priority = new Priority(index++);
            if (resource.IsVirtual)
            {
                continue;
            }
            var type = graph.TypeOf(resource.Type);
            if (type is null && resource is { Kind: NativeKind, Type: not "Class" })
            {
                diagnostics.Add(ApplyDiagnostics.UnknownNativeType(resource));
            }
            else if (type is null || type.Name == "stage")
            {
                AddContainer(graph, resource, priority);
            }
            else
            {
                AddNative(graph, type, resource, priority, diagnostics);
            }
        }
    }

    private static void AddContainer(ResourceGraph graph, Resource resource, Priority priority)
    {
        var entry = new Vertex(resource, VertexKind.Entry, priority);
        var exit = new Vertex(resource, VertexKind.Exit, priority);
        graph.Add(entry);
        graph.Add(exit);
        graph.Connect(entry, exit);
        Name(graph, resource, entry, exit, resource.Title);
    }

    private static void AddNative(
        ResourceGraph graph,
        ResourceType type,
        Resource resource,
        Priority priority,
        List<Diagnostic> diagnostics
    )
    {
        var (canonical, problems) = type.Normalize(resource);
        diagnostics.AddRange(problems.Select(problem => ApplyDiagnostics.InvalidResource(resource, problem)));
        if (
            canonical.Text("provider") is { } provider
            && problems.IsEmpty
            && !KnowsProvider(graph, type, provider)
        )
        {
            diagnostics.Add(
                ApplyDiagnostics.InvalidResource(
                    resource,
                    $"Parameter provider failed on {resource.Reference}: "
                        + $"Invalid {type.Name} provider '{provider}'"
                )
            );
        }
        if (type.Name == "resources" && problems.IsEmpty && Refusal(graph, canonical) is { } refusal)
        {
            diagnostics.Add(ApplyDiagnostics.InvalidResource(resource, refusal));
        }
        var vertex = new Vertex(canonical, VertexKind.Resource, priority);
        graph.Add(vertex);
        Name(graph, canonical, vertex, vertex, resource.Title);
        var name = canonical.Text(type.Namevar);
        if (!type.IsIsomorphic || name is null || name == resource.Title)
        {
            return;
        }
        if (!graph.Name(new(resource.Type, name), vertex, vertex) && problems.IsEmpty)
        {
            graph.TryFind(new(resource.Type, name), out var other, out _);
            if (type.Namevars.All(key => Equals(canonical[key], other.Resource[key])))
            {
                diagnostics.Add(ApplyDiagnostics.AliasTaken(resource, name, other.Resource));
            }
        }
    }

    /// <summary>Why the resources of a type cannot be managed together, or null.</summary>
    private static string? Refusal(ResourceGraph graph, Resource resource)
    {
        var name = resource.Text("name")!;
        return graph.TypeOf(name) switch
        {
            null => $"Parameter name failed on {resource.Reference}: Could not find resource type '{name}'",
            RubyResourceType { Problem: null } type
                when resource["purge"] is BooleanValue { IsTrue: true }
                    && type.Find("ensure") is not { Kind: AttributeKind.Property } =>
                $"Parameter purge failed on {resource.Reference}: "
                    + "Purging is only supported on types that accept 'ensure'",
            _ => null,
        };
    }

    /// <summary>
    /// Whether anybody has a provider of that name; whether it works here is found out in its turn. Types in
    /// Ruby see to it themselves.
    /// </summary>
    private static bool KnowsProvider(ResourceGraph graph, ResourceType type, string name) =>
        type is RubyResourceType
        || type.ProviderFeatures.ContainsKey(name)
        || ProviderRoster.Of(type.Name).Any(provider => provider.Name == name)
        || graph.Ruby?.HasProvider(type.Name, name) == true;

    private static void Name(ResourceGraph graph, Resource resource, Vertex entry, Vertex exit, string title)
    {
        graph.Name(new(resource.Type, title), entry, exit);
        foreach (var alias in References.Texts(resource["alias"]))
        {
            graph.Name(new(resource.Type, alias), entry, exit);
        }
    }
}
