using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ToBytes() : LegacyFunction("to_bytes")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Numeric, String] size)"];

    public override string Doc =>
        """
            The bytes a size such as `4 kB` or `1.5G` stands for; the letters count in steps of 1,024.

                to_bytes('4 kB') # => 4096
                to_bytes('1.5M') # => 1572864
                to_bytes(7) # => 7
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        if (arguments[0] is not StringValue text)
        {
            return arguments[0] is IntegerValue or FloatValue
                ? arguments[0]
                : throw invocation.Failure(LegacyArguments.NotText(arguments[0]));
        }
        var digits = text.Text.AsSpan().IndexOfAnyExcept("0123456789.e+-");
        var number = digits < 0 ? text.Text : text.Text[..digits];
        var unit = digits < 0 ? "" : text.Text[digits..].TrimStart();
        var size = RubyNumber.ToFloat(number);
        var power = unit.Length == 0 || unit[0] is 'b' or 'B' ? 0 : "kMGTPE".IndexOf(unit[0]) + 1;
        return power == 0 && unit.Length > 0 && unit[0] is not ('b' or 'B')
            ? throw invocation.Failure($"to_bytes(): Unknown prefix {unit[0]}")
            : new IntegerValue((long)(size * (1L << (10 * power))));
    }
}
