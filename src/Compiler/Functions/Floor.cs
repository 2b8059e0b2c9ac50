namespace Bunraku.Compiler;

internal sealed class Floor() : IntegralFunction("floor")
{
    public override string Doc =>
        """
            The largest whole number that is not above the given one.

                floor(1.8) # => 1
                floor(-1.2) # => -2
            """;

    protected override double Change(double number) => Math.Floor(number);
}
