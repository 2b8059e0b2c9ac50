using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Something that realizes virtual resources, again and again until nothing new is found.</summary>
internal abstract class Collector
{
    private readonly Dictionary<ResourceReference, DeclaredResource> collected = [];

    public IEnumerable<DeclaredResource> Collected => collected.Values;

    /// <summary>What a relationship takes in its place when nothing is collected.</summary>
    public ImmutableArray<RelationshipEnd> EmptyAlternative { get; set; } = [];

    /// <summary>Resources that were asked for by name and never declared.</summary>
    public virtual IEnumerable<ResourceReference> Unresolved => [];

    /// <summary>Realizes what fits now; true when there was something new.</summary>
    public bool Evaluate(Compilation compilation)
    {
        var found = Collect(compilation);
        foreach (var resource in found)
        {
            resource.IsVirtual = false;
        }
        var added = found.Where(resource => !collected.ContainsKey(resource.Reference)).ToList();
        if (found.Count > 0)
        {
            Override(compilation, added);
        }
        foreach (var resource in added)
        {
            collected.Add(resource.Reference, resource);
        }
        return added.Count > 0;
    }

    protected abstract IReadOnlyList<DeclaredResource> Collect(Compilation compilation);

    protected virtual void Override(Compilation compilation, IReadOnlyList<DeclaredResource> resources) { }
}
