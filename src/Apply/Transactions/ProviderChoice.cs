using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Finds the provider of each resource: the one it names, or the best that works on the host.
/// </summary>
internal sealed class ProviderChoice(ResourceGraph graph, Host host, Facts facts)
{
    private readonly Dictionary<(string Type, string? Name), Provider> chosen = [];
    private readonly Dictionary<ResourceReference, Provider> ruby = [];

    /// <summary>
    /// Null when none works on the host. Asked again later the answer may differ: a package may have brought
    /// what was missing.
    /// </summary>
    public Provider? Find(Resource resource) => Find(resource, out _);

    /// <param name="refusal">Why the host could not say what works on it.</param>
    public Provider? Find(Resource resource, out HostException? refusal)
    {
        refusal = null;
        try
        {
            return Choose(resource);
        }
        catch (HostException failure)
        {
            refusal = failure;
            return null;
        }
    }

    private Provider? Choose(Resource resource)
    {
        var type = resource.Type.ToLowerInvariant();
        if (graph.TypeOf(type) is RubyResourceType module)
        {
            return FindRuby(resource, module);
        }
        var name = resource.Text("provider");
        if (chosen.TryGetValue((type, name), out var known))
        {
            return known;
        }
        if (
            ProviderRoster.Of(type).IsEmpty
            && ResourceTypeRoster.Find(type) is { } native
            && !HasProperties(native)
        )
        {
            return chosen[(type, name)] = new PointProvider(type);
        }
        var found = ProviderRoster.Suitable(type, host, facts, name).FirstOrDefault();
        if (found is not null)
        {
            chosen[(type, name)] = found;
        }
        else if (graph.Ruby?.Served(type, name) is { } served)
        {
            served.Adopt(resource);
            return FindRuby(resource, served);
        }
        return found;
    }

    /// <summary>Whether resources of a type are managed by providers of ours, or need none.</summary>
    public static bool IsManaged(ResourceType type) =>
        !ProviderRoster.Of(type.Name).IsEmpty || !HasProperties(type);

    private Provider? FindRuby(Resource resource, RubyResourceType type)
    {
        if (ruby.TryGetValue(resource.Reference, out var known))
        {
            return known;
        }
        var found = RubyProvider.For(graph.Ruby!, type, resource, host);
        if (found is not null)
        {
            ruby[resource.Reference] = found;
        }
        return found;
    }

    private static bool HasProperties(ResourceType type) =>
        type.Attributes.Any(attribute => attribute.Kind == AttributeKind.Property);

    /// <summary>
    /// Types without properties (<c>anchor</c>, <c>whit</c>, <c>schedule</c>): points in the order.
    /// </summary>
    private sealed class PointProvider(string type) : Provider(type, "point")
    {
        public override string? ReportedName => null;

        public override bool IsRefreshable => true;

        public override Observed Observe(Host host, Resource desired) => new();

        public override void Enforce(Host host, Resource desired, ChangeSet changes) { }
    }
}
