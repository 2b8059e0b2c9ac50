using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Compare() : Function("compare")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Numeric a, Numeric b)",
            "(String a, String b, Boolean ignore_case?)",
            "(SemVer a, SemVer b)",
            "(Numeric a, Variant[Timespan, Timestamp] b)",
            "(Timestamp a, Variant[Timestamp, Numeric] b)",
            "(Timespan a, Variant[Timespan, Numeric] b)",
        ];

    public override string Doc =>
        """
            Compares two numbers, strings, versions, timestamps or time spans: -1, 0 or 1. Strings compare
            without regard to case unless the third argument is false.

                compare(1, 2) # => -1
                compare('B', 'a') # => 1
                compare('A', 'a') # => 0
                compare('A', 'a', false) # => -1
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments switch
        {
            [StringValue left, StringValue right, BooleanValue { IsTrue: false }] => new IntegerValue(
                Math.Sign(string.CompareOrdinal(left.Text, right.Text))
            ),
            [StringValue left, StringValue right, ..] => new IntegerValue(
                CompareIgnoringCase(left.Text, right.Text)
            ),
            _ => RubyOrder.Compare(arguments[0], arguments[1]) is { } order
                ? new IntegerValue(order)
                : UndefValue.Instance,
        };

    public override string? DescribeMismatch(ReadOnlySpan<Value> arguments)
    {
        if (arguments is not [var a, var b, .. var rest])
        {
            return null;
        }
        if (!IsComparable(a) || !IsComparable(b))
        {
            return "compare(): Non comparable type. Only values of the types Numeric, String, Semver, Timestamp and "
                + $"Timestamp can be compared. Got {Label(a)} and {Label(b)}";
        }
        if (!rest.IsEmpty)
        {
            return a is not StringValue || b is not StringValue
                    ? "compare(): The third argument (ignore case) can only be used when comparing strings"
                : rest.Length > 1 ? $"compare(): Accepts at most 3 arguments, got {arguments.Length}"
                : "compare(): The third argument (ignore case) must be a Boolean. " + $"Got {Label(rest[0])}";
        }
        return "compare(): Can only compare values of the same type (or for Timestamp/Timespan also against "
            + $"Numeric). Got {Label(a)} and {Label(b)}";
    }

    /// <summary>Letters of the alphabet alone are folded.</summary>
    private static int CompareIgnoringCase(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (Fold(left[i]), Fold(right[i]));
            if (a != b)
            {
                return a.CompareTo(b) < 0 ? -1 : 1;
            }
        }
        return left.Length.CompareTo(right.Length);
    }

    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c;

    private static bool IsComparable(Value value) =>
        value is IntegerValue or FloatValue or StringValue or SemVerValue or TimestampValue or TimespanValue;

    private static string Label(Value value) => value is RegexpValue ? "Regexp" : ValueLabel.Of(value);
}
