using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What a vertex of the resource graph stands for.</summary>
public enum VertexKind
{
    /// <summary>A resource that a provider manages.</summary>
    Resource,

    /// <summary>The moment before everything in a class, a defined resource or a stage.</summary>
    Entry,

    /// <summary>The moment after everything in it; it passes refreshes on.</summary>
    Exit,
}

/// <summary>A point in the order of a run.</summary>
public sealed class Vertex
{
    internal Vertex(Resource resource, VertexKind kind, Priority priority)
    {
        Resource = resource;
        Kind = kind;
        Priority = priority;
    }

    public Resource Resource { get; internal set; }

    public VertexKind Kind { get; }

    /// <summary>Its place among the vertices of its graph.</summary>
    internal int Index { get; set; }

    /// <summary>Among vertices that may go next the least goes.</summary>
    public Priority Priority { get; internal set; }

    /// <summary>The references of the containers from the stage down, and the resource's own.</summary>
    public ImmutableArray<string> ContainmentPath { get; internal set; } = [];

    public IReadOnlyList<Link> Incoming => IncomingLinks;

    public IReadOnlyList<Link> Outgoing => OutgoingLinks;

    public bool IsResource => Kind == VertexKind.Resource;

    /// <summary>
    /// The source of log lines: <c>/Stage[main]/Apache/File[/etc/x]</c>, for a container its reference.
    /// </summary>
    public string Path => IsResource ? "/" + string.Join('/', ContainmentPath) : ToString();

    internal List<Link> IncomingLinks { get; } = new(1);

    internal List<Link> OutgoingLinks { get; } = new(1);

    /// <summary>The links of a vertex with many, by where they lead; made when it is first needed.</summary>
    internal Dictionary<Vertex, Link>? OutgoingByTarget { get; set; }

    /// <summary>Whether resources were made of it, which stand between it and an exit of its own.</summary>
    internal bool HasOffspring =>
        OutgoingLinks.Exists(link => link.Target.Kind == VertexKind.Exit && link.Target.Resource == Resource);

    /// <summary>Whether it is the exit of what makes resources while it runs.</summary>
    internal bool IsEndOfGenerated =>
        Kind == VertexKind.Exit && Resource.Type is ("Tidy" or "Resources" or "User");

    /// <summary>The reference that the resource is told by.</summary>
    internal ResourceReference Name => NameOf(Resource.Reference);

    /// <summary>
    /// Whether it comes after what a resource made in its turn; it is told by the title alone.
    /// </summary>
    internal bool EndsGenerated { get; init; }

    public override string ToString() => EndsGenerated ? Resource.Title : Name.ToString();

    /// <summary>The class of top-level code: <c>main</c> in a catalog, <c>Main</c> in what is told.</summary>
    internal static ResourceReference NameOf(ResourceReference reference) =>
        reference is { Type: "Class", Title: "main" } ? reference with { Title = "Main" } : reference;
}

/// <summary>An edge of the graph: <paramref name="Target"/> waits for <paramref name="Source"/>.</summary>
/// <param name="Refreshes">Whether a change of the source refreshes the target.</param>
public sealed record Link(Vertex Source, Vertex Target, bool Refreshes);

/// <summary>
/// The place of a resource in the catalog; generated ones follow the resource they come from.
/// </summary>
public readonly record struct Priority(int Index, int Generated = 0) : IComparable<Priority>
{
    public int CompareTo(Priority other) =>
        Index == other.Index ? Generated.CompareTo(other.Generated) : Index.CompareTo(other.Index);
}
