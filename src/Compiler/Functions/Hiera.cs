namespace Bunraku.Compiler;

internal sealed class Hiera() : Hiera3Function("hiera")
{
    public override string Doc =>
        """
            The first value that data have for a key. New code calls `lookup`.

                hiera('nosuch::key', 'x') # => 'x'
                hiera('nosuch::key') |$key| { "no ${key}" } # => 'no nosuch::key'
            """;
}
