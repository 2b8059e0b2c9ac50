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
            Compares two numbers, strings, versions, timestamps or time spans: -1, 0 or 1. Strings compare without regard to
            case unless the third argument is false.

                compare(1, 2) # => -1
                compare('B', 'a') # => 1
                compare('A', 'a') # => 0
                compare('A', 'a', false) # => -1
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var ignoresCase = arguments is not [_, _, BooleanValue { IsTrue: false }];
        if (arguments.Length > 2 && (arguments[0] is not StringValue || arguments[2] is not BooleanValue))
        {
            throw invocation.Failure(
                "compare(): The third argument (ignore case) can only be used when comparing strings"
            );
        }
        int? order = (arguments[0], arguments[1]) switch
        {
            (StringValue a, StringValue b) when ignoresCase => Math.Sign(
                string.CompareOrdinal(a.Text.ToLowerInvariant(), b.Text.ToLowerInvariant())
            ),
            (UndefValue or BooleanValue or ArrayValue or HashValue or DefaultValue or RegexpValue, _) => null,
            var (a, b) => RubyOrder.Compare(a, b),
        };
        return new IntegerValue(
            order
                ?? throw invocation.Failure(
                    "compare(): Can only compare values of the same type (or for Timestamp/Timespan also against "
                        + $"Numeric). Got {RubyText.ClassOf(arguments[0])} and {RubyText.ClassOf(arguments[1])}"
                )
        );
    }
}
