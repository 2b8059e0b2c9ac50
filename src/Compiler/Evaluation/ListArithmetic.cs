using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary><c>+</c>, <c>-</c> and <c>&lt;&lt;</c> on arrays and hashes.</summary>
internal static class ListArithmetic
{
    public static Value Calculate(Frame frame, ArithmeticExpression expression, Value left, Value right)
    {
        var depth = frame.Compilation.Depth;
        switch (left)
        {
            case ArrayValue list:
                depth.CopyItems(list.Count, expression.Anchor);
                break;
            case HashValue hash:
                depth.CopyEntries(hash.Count, expression.Anchor);
                break;
        }
        return Calculate(expression, left, right);
    }

    private static Value Calculate(ArithmeticExpression expression, Value left, Value right) =>
        (left, expression.Operator) switch
        {
            (ArrayValue list, "<<") => list.Append([right]),
            (ArrayValue list, "+") => list.Append(ItemsOf(right)),
            (ArrayValue list, _) => Without(list, ItemsOf(right)),
            (HashValue hash, "+") => Merge(expression, hash, right),
            (HashValue hash, "-") => Without(hash, right),
            _ => throw new EvaluationException(
                CompilerDiagnostics.OperatorNotApplicable(expression.Left.Anchor, expression.Operator, left)
            ),
        };

    private static ImmutableArray<Value> ItemsOf(Value value) =>
        value switch
        {
            ArrayValue list => list.Items,
            HashValue hash => Collections.Pairs(hash),
            _ => [value],
        };

    /// <summary>Ruby's own <c>==</c> decides: numbers by value, at any depth, strings exactly.</summary>
    private static ArrayValue Without(ArrayValue list, ImmutableArray<Value> unwanted)
    {
        var removed = unwanted.Select(Canonical).ToHashSet();
        return ArrayValue.Of(list.Items.Where(item => !removed.Contains(Canonical(item))));
    }

    /// <summary>The value with integers for floats that are whole: what is equal becomes the same.</summary>
    private static Value Canonical(Value value)
    {
        switch (value)
        {
            case FloatValue { Number: >= -9223372036854775808.0 and < 9223372036854775808.0 and var number }
                when Math.Floor(number) == number:
                return new IntegerValue((long)number);
            case ArrayValue list:
                return ArrayValue.Of(list.Items.Select(Canonical));
            case HashValue hash:
                var builder = new HashValue.Builder();
                foreach (var (key, item) in hash.Entries)
                {
                    builder[key] = Canonical(item);
                }
                return builder.Build();
            default:
                return value;
        }
    }

    private static HashValue Without(HashValue hash, Value unwanted)
    {
        var keys = unwanted switch
        {
            ArrayValue list => list.Items,
            HashValue other => [.. other.Keys],
            _ => [unwanted],
        };
        return hash.Without(keys.ToHashSet().Contains);
    }

    private static HashValue Merge(ArithmeticExpression expression, HashValue hash, Value other)
    {
        if (other is HashValue added)
        {
            return hash.And(added);
        }
        var builder = new HashValue.Builder(hash);
        switch (other)
        {
            case ArrayValue { Count: > 0 } pairs
                when pairs.Items.All(item => item is ArrayValue { Count: 2 }):
                foreach (var pair in pairs.Items.Cast<ArrayValue>())
                {
                    builder[pair[0]] = pair[1];
                }
                return builder.Build();
            case ArrayValue flat when flat.Count % 2 == 0:
                for (var i = 0; i < flat.Count; i += 2)
                {
                    builder[flat[i]] = flat[i + 1];
                }
                return builder.Build();
            case ArrayValue:
                throw Arithmetic.Failed(expression, "odd number of arguments for Hash");
            default:
                throw Arithmetic.Failed(expression, "Can only append Array or Hash to a Hash");
        }
    }
}
