namespace Bunraku.Compiler;

internal sealed class HieraHash() : Hiera3Function("hiera_hash")
{
    public override string Doc =>
        """
            The hashes that all levels have for a key, merged. New code calls `lookup` with the strategy
            `hash`.

                hiera_hash('nosuch::key', { 'a' => 1 }) # => {'a' => 1}
            """;
}
