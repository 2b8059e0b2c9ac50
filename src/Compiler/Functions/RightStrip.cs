namespace Bunraku.Compiler;

internal sealed class RightStrip() : TextFunction("rstrip")
{
    public override string Doc =>
        """
            Takes white space and null characters from the end of a string.

                ' y '.rstrip # => ' y'
            """;

    protected override string Change(string text) => text.AsSpan().TrimEnd(LeftStrip.Spaces).ToString();
}
