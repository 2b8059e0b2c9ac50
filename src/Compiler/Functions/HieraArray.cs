namespace Bunraku.Compiler;

internal sealed class HieraArray() : Hiera3Function("hiera_array")
{
    public override string Doc =>
        """
            The values that all levels have for a key, in one array without repetitions. New code calls
            `lookup` with the strategy `unique`.

                hiera_array('nosuch::key', ['x']) # => ['x']
            """;
}
