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
    public void Apply(CatalogBuilder catalog)
    {
        foreach (var source in Source.Sources())
        {
            foreach (var target in Target.Targets())
            {
                Apply(catalog, source, target);
            }
        }
    }

    private void Apply(CatalogBuilder catalog, ResourceReference source, ResourceReference target)
    {
        var resource =
            catalog.Find(source)
            ?? throw new EvaluationException(
                CatalogDiagnostics.UnknownRelationshipEnd(Site, source, target, isSource: true)
            );
        if (catalog.Find(target) is null)
        {
            throw new EvaluationException(
                CatalogDiagnostics.UnknownRelationshipEnd(Site, target, source, isSource: false)
            );
        }
        var current = resource[Attribute] switch
        {
            null or UndefValue => ImmutableArray<Value>.Empty,
            ArrayValue list => list.Items,
            { } single => [single],
        };
        var parameter =
            resource.FindParameter(Attribute) ?? new ResourceParameter(Attribute, ArrayValue.Empty);
        resource.Set(
            parameter with
            {
                Value = new ArrayValue([.. current, new StringValue(target.ToString())]),
            }
        );
    }
}
