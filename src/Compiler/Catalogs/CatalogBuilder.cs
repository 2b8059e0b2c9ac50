using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// The catalog while it grows: resources by reference and alias, containment, collectors, overrides.
/// </summary>
internal sealed class CatalogBuilder(Compilation compilation)
{
    /// <summary>
    /// So many relationships may arrows make: all of 1,700 resources before all others.
    /// </summary>
    public const int MostRelationships = 3_000_000;

    private readonly List<DeclaredResource> resources = [];
    private readonly Dictionary<ResourceReference, DeclaredResource> byReference = [];
    private readonly Dictionary<ResourceReference, List<ResourceOverride>> overrides = [];
    private readonly List<Collector> collectors = [];
    private readonly List<string> classes = [];
    private long relationships;

    public TagSet Tags { get; } = [];

    /// <summary>In the order in which they were declared.</summary>
    public IReadOnlyList<DeclaredResource> Resources => resources;

    public IReadOnlyList<string> Classes => classes;

    public IReadOnlyList<Collector> Collectors => collectors;

    public List<Relationship> Relationships { get; } = [];

    public IEnumerable<ResourceReference> PendingOverrides =>
        overrides.SelectMany(pair => pair.Value.Select(_ => pair.Key));

    public DeclaredResource? Find(ResourceReference reference) => byReference.GetValueOrDefault(reference);

    /// <summary>Throws when arrows have made too many relationships.</summary>
    public void CountRelationships(int count, CallSite site)
    {
        relationships += count;
        if (relationships > MostRelationships)
        {
            throw new EvaluationException(CatalogDiagnostics.TooManyRelationships(site));
        }
    }

    public void AddClass(string name)
    {
        classes.Add(name);
        Tags.Add(name);
    }

    /// <summary>
    /// Adds a resource; returns the one of the same reference that was there before, if any.
    /// </summary>
    public DeclaredResource? Add(DeclaredResource resource)
    {
        if (!byReference.TryAdd(resource.Reference, resource))
        {
            return byReference[resource.Reference];
        }
        resources.Add(resource);
        return null;
    }

    /// <summary>Takes a resource out again, by all its titles.</summary>
    public void Remove(DeclaredResource resource)
    {
        resources.Remove(resource);
        foreach (var (reference, _) in byReference.Where(known => known.Value == resource).ToList())
        {
            byReference.Remove(reference);
        }
        resource.Leave();
    }

    /// <summary>
    /// Makes a resource known under another title; returns another resource that has it already.
    /// </summary>
    public DeclaredResource? AddAlias(DeclaredResource resource, string title)
    {
        var reference = resource.Reference with { Title = title };
        return byReference.TryAdd(reference, resource) || byReference[reference] == resource
            ? null
            : byReference[reference];
    }

    public void AddCollector(Collector collector) => collectors.Add(collector);

    public void Remove(Collector collector) => collectors.Remove(collector);

    /// <summary>Keeps an override until its resource is there, or applies it at once.</summary>
    public void AddOverride(ResourceOverride change)
    {
        if (change.RepeatedName is { } name)
        {
            throw new EvaluationException(
                CatalogDiagnostics.DuplicateOverride(change.Site, change.Reference, name)
            );
        }
        if (Find(change.Reference) is { } resource)
        {
            Overrides.Apply(compilation, resource, change);
            return;
        }
        if (!overrides.TryGetValue(change.Reference, out var waiting))
        {
            overrides.Add(change.Reference, waiting = []);
        }
        waiting.Add(change);
    }

    /// <summary>Takes the overrides that waited for a resource.</summary>
    public IReadOnlyList<ResourceOverride> TakeOverrides(ResourceReference reference) =>
        overrides.Remove(reference, out var waiting) ? waiting : [];

    /// <summary>A resource as it stands now, in its final form.</summary>
    public Resource Finish(DeclaredResource declared) => CatalogWriter.Finish(declared);

    public Catalog Build() => CatalogWriter.Write(compilation, this);
}
