namespace Bunraku.Compiler;

internal sealed class Chomp() : TextFunction("chomp")
{
    public override string Doc =>
        """
            Takes one line end (`\r\n`, `\n` or `\r`) from the end of a string.

                "line\n".chomp # => 'line'
                ["a\r\n", 'b'].chomp # => ['a', 'b']
            """;

    protected override string Change(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
        : text.EndsWith('\n') || text.EndsWith('\r') ? text[..^1]
        : text;
}
