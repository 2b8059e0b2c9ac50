using System.Collections.Immutable;

namespace Bunraku.Compiler;

internal sealed class Round() : IntegralFunction("round")
{
    public override ImmutableArray<string> Signatures => ["(Numeric val)"];

    public override string Doc =>
        """
            The nearest whole number; halves go away from zero.

                round(2.5) # => 3
                round(-2.5) # => -3
            """;

    protected override double Change(double number) =>
        Math.Truncate(number > 0 ? number + 0.5 : number - 0.5);
}
