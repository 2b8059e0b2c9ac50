using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// The order of a catalog: its resources as vertices, containers as pairs of an entry and an exit,
/// everything that makes one wait for another as a link. Built by named steps; what is wrong comes back as
/// diagnostics.
/// </summary>
public sealed class ResourceGraph
{
    private readonly List<Vertex> vertices = [];
    private readonly Dictionary<ResourceReference, (Vertex Entry, Vertex Exit)> byReference = [];

    /// <summary>So many links are looked through one by one.</summary>
    private const int FewLinks = 16;

    private readonly SortedSet<Vertex> loops = new(
        Comparer<Vertex>.Create((a, b) => a.Priority.CompareTo(b.Priority))
    );

    private ResourceGraph(Catalog catalog, RubyTypes? ruby)
    {
        Catalog = catalog;
        Ruby = ruby;
        ruby?.Graph = this;
    }

    public Catalog Catalog { get; }

    /// <summary>The types that modules define in Ruby, or null when there are none.</summary>
    public RubyTypes? Ruby { get; }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<Vertex> Vertices => vertices;

    /// <summary>The resources that wait for themselves, each circle with its first at both ends.</summary>
    public IReadOnlyList<DependencyCycle> Cycles { get; private set; } = [];

    /// <summary>Resources that were told to wait for themselves.</summary>
    internal IEnumerable<Vertex> Loops => loops;

    /// <summary>
    /// Makes the graph. Each step finds the work of the ones before it done; with errors in
    /// <paramref name="diagnostics"/> the graph must not be walked.
    /// </summary>
    public static ResourceGraph Build(
        Catalog catalog,
        out ImmutableArray<Diagnostic> diagnostics,
        RubyTypes? ruby = null
    )
    {
        var graph = new ResourceGraph(catalog, ruby);
        var found = new List<Diagnostic>();
        AddResources.Run(graph, found);
        NameBuckets.Run(graph, found);
        AddContainment.Run(graph);
        AddMetaparameters.Run(graph, graph.Vertices, found);
        // A type asks its attributes only once they are known to be right.
        if (found.Count == 0)
        {
            AddAutorequires.Run(graph);
            graph.Cycles = CheckCycles.Run(graph);
            if (graph.Cycles.Count > 0)
            {
                found.Add(ApplyDiagnostics.DependencyCycle(graph.Cycles));
            }
        }
        diagnostics = [.. found];
        return graph;
    }

    /// <summary>The type of resources of a name: ours, or a module's; null for containers.</summary>
    public ResourceType? TypeOf(string name) =>
        Ruby is null ? ResourceTypeRoster.Find(name) : Ruby.Choose(name);

    /// <summary>The entry and exit of a resource, the same vertex for one that is no container.</summary>
    public bool TryFind(ResourceReference reference, out Vertex entry, out Vertex exit)
    {
        var isKnown = byReference.TryGetValue(reference, out var pair);
        (entry, exit) = pair;
        return isKnown;
    }

    internal void Add(Vertex vertex)
    {
        vertex.Index = vertices.Count;
        vertices.Add(vertex);
    }

    /// <summary>Makes a reference name a resource; the first that takes a name keeps it.</summary>
    internal bool Name(ResourceReference reference, Vertex entry, Vertex exit) =>
        byReference.TryAdd(reference, (entry, exit));

    /// <summary>
    /// Lets one wait for another; a link that refreshes prevails over one that only orders.
    /// </summary>
    internal void Connect(Vertex source, Vertex target, bool refreshes = false)
    {
        if (source == target)
        {
            loops.Add(source);
            return;
        }
        if (Find(source, target) is { } known)
        {
            if (known.Refreshes || !refreshes)
            {
                return;
            }
            Disconnect(known);
        }
        var link = new Link(source, target, refreshes);
        source.OutgoingByTarget?.Add(target, link);
        source.OutgoingLinks.Add(link);
        target.IncomingLinks.Add(link);
    }

    internal bool AreConnected(Vertex source, Vertex target) => Find(source, target) is not null;

    internal void Disconnect(Link link)
    {
        link.Source.OutgoingByTarget?.Remove(link.Target);
        link.Source.OutgoingLinks.Remove(link);
        link.Target.IncomingLinks.Remove(link);
    }

    /// <summary>
    /// Most vertices have few links; where both ends have many (a class and a class), a table tells.
    /// </summary>
    private static Link? Find(Vertex source, Vertex target)
    {
        if (target.IncomingLinks.Count <= FewLinks)
        {
            foreach (var link in target.IncomingLinks)
            {
                if (link.Source == source)
                {
                    return link;
                }
            }
            return null;
        }
        if (source.OutgoingLinks.Count <= FewLinks)
        {
            foreach (var link in source.OutgoingLinks)
            {
                if (link.Target == target)
                {
                    return link;
                }
            }
            return null;
        }
        source.OutgoingByTarget ??= source.OutgoingLinks.ToDictionary(link => link.Target);
        return source.OutgoingByTarget.GetValueOrDefault(target);
    }
}
