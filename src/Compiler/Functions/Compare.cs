using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Compare() : Function("compare")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Numeric a, Numeric b)",
            "(String a, String b, Boolean ignore_case?)",
            "(Any a, Any b, Any ignore_case*)",
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

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0] is StringValue left && arguments[1] is StringValue right && arguments.Length == 2)
        {
            return new IntegerValue(CompareIgnoringCase(left.Text, right.Text));
        }
        if (arguments.Length > 2)
        {
            return arguments is [StringValue a, StringValue b, BooleanValue ignoresCase]
                ? new IntegerValue(
                    ignoresCase.IsTrue
                        ? CompareIgnoringCase(a.Text, b.Text)
                        : Math.Sign(string.CompareOrdinal(a.Text, b.Text))
                )
                : throw Misuse(
                    invocation,
                    "The third argument (ignore case) can only be used when comparing strings"
                );
        }
        if (!IsComparable(arguments[0]) || !IsComparable(arguments[1]))
        {
            throw Misuse(
                invocation,
                "Non comparable type. Only values of the types Numeric, String, Semver, Timestamp and Timestamp can "
                    + $"be compared. Got {Label(arguments[0])} and {Label(arguments[1])}"
            );
        }
        return RubyOrder.Compare(arguments[0], arguments[1]) is { } order
            ? new IntegerValue(order)
            : throw Misuse(
                invocation,
                "Can only compare values of the same type (or for Timestamp/Timespan also against Numeric). Got "
                    + $"{Label(arguments[0])} and {Label(arguments[1])}"
            );
    }

    private static int CompareIgnoringCase(string left, string right) =>
        Math.Sign(string.CompareOrdinal(left.ToLowerInvariant(), right.ToLowerInvariant()));

    private static bool IsComparable(Value value) =>
        value is IntegerValue or FloatValue or StringValue or SemVerValue or TimestampValue or TimespanValue;

    private static string Label(Value value) => TypeInference.Of(value).Name;

    private static EvaluationException Misuse(Invocation invocation, string sentence) =>
        invocation.Failure($"'compare' compare(): {sentence}");
}
