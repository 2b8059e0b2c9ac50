namespace Bunraku.Compiler;

internal sealed class Upcase() : DeepTextFunction("upcase")
{
    public override string Doc =>
        """
            Makes all letters upper case, in a string, or in the strings of an array or hash.

                'Hello'.upcase # => 'HELLO'
                ['a', 1].upcase # => ['A', 1]
                { 'a' => 'b' }.upcase # => {'A' => 'B'}
            """;

    protected override string Change(string text) =>
        text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);
}
