using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// <c>Type &lt;| query |&gt; { overrides }</c>: the query is made into a predicate with its values now.
/// </summary>
internal static class Collectors
{
    private delegate Predicate<DeclaredResource> Query(Frame frame);

    public static Evaluation Lower(Lowering lowering, CollectExpression expression)
    {
        var make = LowerCollector(lowering, expression);
        return frame =>
        {
            make(frame);
            return UndefValue.Instance;
        };
    }

    public static Func<Frame, Collector> LowerCollector(Lowering lowering, CollectExpression expression)
    {
        var site = CallSite.At(
            expression.Anchor,
            expression.IsExported ? CallSite.ExportedQuery : CallSite.VirtualQuery
        );
        var name = ((ReferenceExpression)expression.Type).Value;
        var query = expression.Query is null or NopExpression
            ? null
            : LowerQuery(lowering, site, expression.Query);
        var overrides = Attributes.Lower(lowering, expression.Operations);
        return frame =>
        {
            if (name.Equals("Class", StringComparison.OrdinalIgnoreCase))
            {
                throw new EvaluationException(CatalogDiagnostics.ClassesCollected(site));
            }
            if (expression.IsExported && frame.Compilation.Request.Exported is null)
            {
                frame.Compilation.Warn(CatalogDiagnostics.NoStoredCatalogs(expression.Anchor));
            }
            if (!frame.Compilation.HasResourceType(name))
            {
                throw new EvaluationException(
                    CatalogDiagnostics.UnknownCollectedType(site, name.ToLowerInvariant())
                );
            }
            var collector = new QueryCollector(
                ResourceReference.Capitalize(
                    (name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name).ToLowerInvariant()
                ),
                expression.IsExported,
                query is null ? static _ => true : query(frame),
                frame.Scope,
                site,
                overrides.Evaluate(frame)
            );
            frame.Compilation.Catalog.AddCollector(collector);
            return collector;
        };
    }

    private static Query LowerQuery(Lowering lowering, CallSite site, Expression expression)
    {
        switch (expression)
        {
            case ParenthesizedExpression inner:
                return LowerQuery(lowering, site, inner.Inner);
            case AndExpression and:
                var (a, b) = (LowerQuery(lowering, site, and.Left), LowerQuery(lowering, site, and.Right));
                return frame =>
                {
                    var (left, right) = (a(frame), b(frame));
                    return resource => left(resource) && right(resource);
                };
            case OrExpression or:
                var (c, d) = (LowerQuery(lowering, site, or.Left), LowerQuery(lowering, site, or.Right));
                return frame =>
                {
                    var (left, right) = (c(frame), d(frame));
                    return resource => left(resource) || right(resource);
                };
            case ComparisonExpression comparison:
                return LowerComparison(lowering, site, comparison);
            default:
                return NoComparison(lowering, expression);
        }
    }

    private static Query LowerComparison(Lowering lowering, CallSite site, ComparisonExpression comparison)
    {
        foreach (var side in (ReadOnlySpan<Expression>)[comparison.Left, comparison.Right])
        {
            if (QueryValues.Refused(side) is { } kind)
            {
                var refusal = CatalogDiagnostics.NoQueryValue(site, side.Span, kind);
                return _ => throw new EvaluationException(refusal);
            }
        }
        var attribute = lowering.Lower(comparison.Left);
        var value = lowering.Lower(comparison.Right);
        return frame =>
            Test(attribute(frame).ToString(), comparison.Operator, AttributeValues.Of(value(frame)));
    }

    /// <summary>A value where a comparison belongs: it is told when a resource is asked.</summary>
    private static Query NoComparison(Lowering lowering, Expression expression)
    {
        var code = lowering.Lower(expression);
        return frame =>
        {
            var value = code(frame);
            return _ =>
                throw new EvaluationException(CatalogDiagnostics.NoComparison(expression.Anchor, value));
        };
    }

    private static Predicate<DeclaredResource> Test(string attribute, string op, Value wanted)
    {
        if (op == "!=")
        {
            return resource => !Comparisons.AreEqual(Read(resource, attribute), wanted);
        }
        if (attribute == "tag")
        {
            ImmutableArray<Value> values = wanted is ArrayValue list ? list.Items : [wanted];
            var tags = values.Select(tag => tag.ToString().ToLowerInvariant()).ToArray();
            return resource => tags.Any(resource.IsTagged);
        }
        return resource =>
            Read(resource, attribute) is ArrayValue items
                ? items.Items.Any(item => Comparisons.AreEqual(item, wanted))
                : Comparisons.AreEqual(Read(resource, attribute), wanted);
    }

    private static Value Read(DeclaredResource resource, string attribute) =>
        attribute == "title" ? resource.Title : resource[attribute] ?? UndefValue.Instance;
}
