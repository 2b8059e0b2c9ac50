using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary><c>-&gt; ~&gt; &lt;- &lt;~</c> between resources, types, arrays of them and collectors.</summary>
internal static class Relationships
{
    private delegate ImmutableArray<RelationshipEnd> Ends(Frame frame);

    public static Evaluation Lower(Lowering lowering, RelationshipExpression expression)
    {
        var ends = LowerRelationship(lowering, expression);
        return frame =>
            ends(frame) is var right && right.Any(end => end.Collector is not null)
                ? UndefValue.Instance
                : ArrayValue.Of(right.Select(end => end.Value!));
    }

    private static Ends LowerEnds(
        Lowering lowering,
        Expression expression,
        RelationshipExpression relationship
    )
    {
        switch (expression)
        {
            case ParenthesizedExpression inner:
                return LowerEnds(lowering, inner.Inner, relationship);
            case RelationshipExpression nested:
                return LowerRelationship(lowering, nested);
            case CollectExpression collect:
                var make = Collectors.LowerCollector(lowering, collect);
                return frame => [new RelationshipEnd(default, make(frame), null)];
            case ArrayExpression list:
                var items = list.Items.Select(item => LowerEnds(lowering, item, relationship)).ToArray();
                return frame => [.. items.SelectMany(item => item(frame))];
            default:
                var code = lowering.Lower(expression);
                return frame => [.. EndsOf(frame, code(frame), relationship)];
        }
    }

    private static Ends LowerRelationship(Lowering lowering, RelationshipExpression expression)
    {
        var left = LowerEnds(lowering, expression.Left, expression);
        var right = LowerEnds(lowering, expression.Right, expression);
        var isReversed = expression.Operator is "<-" or "<~";
        var attribute = expression.Operator is "->" or "<-" ? "before" : "notify";
        var site = CallSite.At(expression.Anchor, "Relationship");
        return frame =>
        {
            ImmutableArray<RelationshipEnd> lefts = [.. left(frame).Distinct()];
            ImmutableArray<RelationshipEnd> rights = [.. right(frame).Distinct()];
            var (sources, targets) = isReversed ? (rights, lefts) : (lefts, rights);
            foreach (var source in sources)
            {
                frame.Compilation.Catalog.CountRelationships(targets.Length, site);
                foreach (var target in targets)
                {
                    frame.Compilation.Catalog.Relationships.Add(new(source, target, attribute, site));
                }
            }
            if (rights.IsEmpty)
            {
                return lefts;
            }
            if (rights is [{ Collector: { } collector }])
            {
                collector.EmptyAlternative = lefts;
            }
            return rights;
        };
    }

    private static IEnumerable<RelationshipEnd> EndsOf(
        Frame frame,
        Value value,
        RelationshipExpression expression
    ) =>
        value switch
        {
            ArrayValue list => list.Items.SelectMany(item => EndsOf(frame, item, expression)),
            ResourceReferenceValue reference =>
            [
                new(reference.Reference, null, CatalogTypes.Of(reference.Reference)),
            ],
            StringValue text => EndsOf(frame, Parse(frame, text.Text, expression), expression),
            DataType type => CatalogTypes.ReferenceOf(type) is { } reference ? [new(reference, null, type)]
            : type is ResourceReferenceType { TypeName: { } name }
                // It is refused when its turn comes: another end of the arrow may be missing before it.
                ? [new(new ResourceReference(name, ""), null, type)]
            : throw new EvaluationException(
                type is ClassReferenceType
                    ? CompilerDiagnostics.ExpressionFailed(
                        expression.Anchor,
                        $"'{expression.Operator}' expression",
                        CatalogDiagnostics.UntitledClass
                    )
                    : CatalogDiagnostics.NotACatalogType(expression.Anchor, type)
            ),
            _ => throw new EvaluationException(
                CatalogDiagnostics.IllegalRelationshipEnd(expression.Anchor, value)
            ),
        };

    private static DataType Parse(Frame frame, string text, RelationshipExpression expression)
    {
        try
        {
            return TypeExpressions.Parse(frame.Compilation.Environment, text);
        }
        catch (Exception failure) when (failure is EvaluationException or DataTypeException)
        {
            throw new EvaluationException(
                CompilerDiagnostics.ExpressionFailed(
                    expression.Anchor,
                    $"'{expression.Operator}' expression",
                    $"The expression <{text}> is not a valid type specification."
                )
            );
        }
    }
}
