using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Ruby's order (<c>&lt;=&gt;</c>) of values, by which <c>sort</c>, <c>min</c> and <c>max</c> go.
/// </summary>
internal static class RubyOrder
{
    /// <summary>Null when the two cannot be compared.</summary>
    public static int? Compare(Value left, Value right) =>
        (left, right) switch
        {
            (IntegerValue a, IntegerValue b) => a.Number.CompareTo(b.Number),
            (IntegerValue a, FloatValue b) => ((double)a.Number).CompareTo(b.Number),
            (FloatValue a, IntegerValue b) => a.Number.CompareTo(b.Number),
            (FloatValue a, FloatValue b) => a.Number.CompareTo(b.Number),
            (StringValue a, StringValue b) => Math.Sign(string.CompareOrdinal(a.Text, b.Text)),
            (ArrayValue a, ArrayValue b) => Compare(a.Items, b.Items),
            (SemVerValue a, SemVerValue b) => a.CompareTo(b),
            (TimespanValue a, TimespanValue b) => a.CompareTo(b),
            (TimestampValue a, TimestampValue b) => a.CompareTo(b),
            (TimespanValue a, IntegerValue or FloatValue) => SecondsOf(a).CompareTo(SecondsOf(right)),
            (IntegerValue or FloatValue, TimespanValue b) => SecondsOf(left).CompareTo(SecondsOf(b)),
            (TimestampValue a, IntegerValue or FloatValue) => SecondsOf(a).CompareTo(SecondsOf(right)),
            (IntegerValue or FloatValue, TimestampValue b) => SecondsOf(left).CompareTo(SecondsOf(b)),
            _ => left.Equals(right) ? 0 : null,
        };

    private static double SecondsOf(Value value) =>
        value switch
        {
            IntegerValue integer => integer.Number,
            FloatValue real => real.Number,
            TimespanValue span => span.TotalSeconds,
            TimestampValue moment => moment.TotalSeconds,
            _ => double.NaN,
        };

    /// <summary>A stable sort; the comparison may end it by throwing.</summary>
    public static ImmutableArray<Value> Sort(ImmutableArray<Value> items, Comparison<Value> comparison)
    {
        var from = items.ToArray();
        var to = new Value[from.Length];
        for (var width = 1; width < from.Length; width *= 2)
        {
            for (var start = 0; start < from.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, from.Length);
                Merge(from, to, start, middle, Math.Min(start + 2 * width, from.Length), comparison);
            }
            (from, to) = (to, from);
        }
        return ImmutableArray.Create(from);
    }

    private static void Merge(
        Value[] from,
        Value[] to,
        int start,
        int middle,
        int end,
        Comparison<Value> comparison
    )
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            var takeLeft = left < middle && (right >= end || comparison(from[left], from[right]) <= 0);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    private static int? Compare(ImmutableArray<Value> left, ImmutableArray<Value> right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = Compare(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }
        return left.Length.CompareTo(right.Length);
    }
}
