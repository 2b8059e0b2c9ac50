namespace Bunraku.Compiler;

internal sealed class Strip() : TextFunction("strip")
{
    public override string Doc =>
        """
            Takes white space from both ends of a string.

                "  a b\n".strip # => 'a b'
                [' a', 'b '].strip # => ['a', 'b']
            """;

    protected override string Change(string text) => text.AsSpan().Trim(LeftStrip.Spaces).ToString();
}
