namespace Bunraku.Compiler;

internal sealed class Downcase() : DeepTextFunction("downcase")
{
    public override string Doc =>
        """
            Makes all letters lower case, in a string, or in the strings of an array or hash.

                'HeLLo'.downcase # => 'hello'
                [['A'], 'B'].downcase # => [['a'], 'b']
            """;

    protected override string Change(string text) => text.ToLowerInvariant();
}
