namespace Bunraku.Compiler;

internal sealed class Chop() : TextFunction("chop")
{
    public override string Doc =>
        """
            Takes the last character from a string; a final `\r\n` goes as one.

                'abc'.chop # => 'ab'
                ''.chop # => ''
            """;

    protected override string Change(string text)
    {
        var isPair =
            text.EndsWith("\r\n", StringComparison.Ordinal)
            || text.Length > 1 && char.IsLowSurrogate(text[^1]);
        return text[..Math.Max(0, text.Length - (isPair ? 2 : 1))];
    }
}
