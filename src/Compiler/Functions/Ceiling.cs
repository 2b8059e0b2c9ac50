namespace Bunraku.Compiler;

internal sealed class Ceiling() : IntegralFunction("ceiling")
{
    public override string Doc =>
        """
            The smallest whole number that is not below the given one.

                ceiling(1.2) # => 2
                ceiling(-1.2) # => -1
            """;

    protected override double Change(double number) => Math.Ceiling(number);
}
