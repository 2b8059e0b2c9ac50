using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>One side of an arrow: a resource, or whatever a collector will have found.</summary>
internal readonly record struct RelationshipEnd(
    ResourceReference Reference,
    Collector? Collector,
    Value? Value
)
{
    /// <summary>
    /// The resources on the left of an arrow; an empty collector stands for what is left of it.
    /// </summary>
    public IEnumerable<ResourceReference> Sources()
    {
        if (Collector is null)
        {
            return [Reference];
        }
        return Collector.Collected.Any()
            ? Collector.Collected.Select(resource => resource.Reference)
            : Collector.EmptyAlternative.SelectMany(end => end.Sources());
    }

    /// <summary>Whether what is left of a collector that found nothing stands in its place.</summary>
    public bool IsReplaced => Collector?.Collected.Any() == false;

    public IEnumerable<ResourceReference> Targets() =>
        Collector is null ? [Reference] : Collector.Collected.Select(resource => resource.Reference);
}

/// <summary>
/// An arrow; it becomes <c>before</c> or <c>notify</c> of its source once everything is declared.
/// </summary>
internal sealed record Relationship(
    RelationshipEnd Source,
    RelationshipEnd Target,
    string Attribute,
    CallSite Site
)
{
    /// <summary>Throws when a side is not in the catalog, or the sides are too many.</summary>
    public void Apply(CatalogBuilder catalog)
    {
        var targets = Target.Targets().ToList();
        if (targets.Count == 0)
        {
            return;
        }
        var isKnown = false;
        ImmutableArray<Value> added = [.. targets.Select(target => new StringValue(target.ToString()))];
        foreach (var source in Source.Sources())
        {
            RequireTitle(source);
            var resource =
                catalog.Find(source)
                ?? throw new EvaluationException(
                    CatalogDiagnostics.UnknownRelationshipSource(Site, Text(source), targets[0])
                );
            targets.ForEach(RequireTitle);
            if (
                !isKnown && targets.Find(target => catalog.Find(target) is null) is { Type: not null } unknown
            )
            {
                throw new EvaluationException(
                    CatalogDiagnostics.UnknownRelationshipTarget(Site, unknown, Text(source))
                );
            }
            isKnown = true;
            catalog.CountRelationships(added.Length, Site);
            Append(resource, added);
        }
    }

    private void RequireTitle(ResourceReference end)
    {
        if (end.Title.Length == 0)
        {
            throw new EvaluationException(CatalogDiagnostics.UntitledRelationshipEnd(Site.Place, end.Type));
        }
    }

    /// <summary>What stands in a collector's place is written as the type it is.</summary>
    private string Text(ResourceReference source) =>
        Source.IsReplaced
            ? new ResourceReferenceType(source.Type, source.Title).ToString()
            : source.ToString();

    private void Append(DeclaredResource resource, ImmutableArray<Value> added)
    {
        var current = resource[Attribute] switch
        {
            null or UndefValue => ArrayValue.Empty,
            ArrayValue list => list,
            { } single => new ArrayValue([single]),
        };
        var parameter =
            resource.FindParameter(Attribute) ?? new ResourceParameter(Attribute, ArrayValue.Empty);
        resource.Set(parameter with { Value = current.Append(added) });
    }
}
