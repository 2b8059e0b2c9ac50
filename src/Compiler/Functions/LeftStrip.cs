namespace Bunraku.Compiler;

internal sealed class LeftStrip() : TextFunction("lstrip")
{
    public override string Doc =>
        """
            Takes white space from the start of a string.

                ' x '.lstrip # => 'x '
            """;

    public static ReadOnlySpan<char> Spaces => "\0\t\n\v\f\r ";

    protected override string Change(string text) => text.AsSpan().TrimStart(Spaces).ToString();
}
