using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Array and hash literals, and the splat.</summary>
internal static class Collections
{
    public static Evaluation Lower(Lowering lowering, ArrayExpression expression)
    {
        var items = Items(lowering, expression.Items);
        return frame => new ArrayValue(items(frame));
    }

    public static Evaluation Lower(Lowering lowering, HashExpression expression)
    {
        var keys = expression.Entries.Select(entry => lowering.Lower(entry.Key)).ToArray();
        var values = expression.Entries.Select(entry => lowering.Lower(entry.Value)).ToArray();
        return frame =>
        {
            var builder = new HashValue.Builder();
            for (var i = 0; i < keys.Length; i++)
            {
                builder[keys[i](frame)] = values[i](frame);
            }
            return builder.Build();
        };
    }

    public static Evaluation Lower(Lowering lowering, UnfoldExpression expression)
    {
        var inner = lowering.Lower(expression.Inner);
        return frame => new ArrayValue(Unfold(inner(frame)));
    }

    /// <summary>Several expressions as one list, splats taken apart.</summary>
    public static Func<Frame, ImmutableArray<Value>> Items(
        Lowering lowering,
        ImmutableArray<Expression> expressions
    )
    {
        var codes = lowering.Lower(expressions);
        if (!expressions.Any(IsUnfold))
        {
            return frame =>
            {
                var values = new Value[codes.Length];
                for (var i = 0; i < codes.Length; i++)
                {
                    values[i] = codes[i](frame);
                }
                return ImmutableCollectionsMarshal.AsImmutableArray(values);
            };
        }
        var unfolds = expressions.Select(IsUnfold).ToArray();
        return frame =>
        {
            var values = ImmutableArray.CreateBuilder<Value>(codes.Length);
            for (var i = 0; i < codes.Length; i++)
            {
                var value = codes[i](frame);
                if (unfolds[i])
                {
                    values.AddRange(((ArrayValue)value).Items);
                }
                else
                {
                    values.Add(value);
                }
            }
            return values.ToImmutable();
        };
    }

    public static bool IsUnfold(Expression expression) =>
        expression is ParenthesizedExpression inner ? IsUnfold(inner.Inner) : expression is UnfoldExpression;

    private static ImmutableArray<Value> Unfold(Value value) =>
        value switch
        {
            UndefValue => [],
            ArrayValue list => list.Items,
            HashValue hash => Pairs(hash),
            IteratorValue iterator => [.. iterator.Items],
            _ => [value],
        };

    /// <summary>A hash as Ruby's <c>to_a</c> makes it: an array of pairs.</summary>
    public static ImmutableArray<Value> Pairs(HashValue hash) =>
        [.. hash.Pairs.Select(entry => new ArrayValue([entry.Key, entry.Value]))];
}
