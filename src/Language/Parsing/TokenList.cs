using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>The tokens of a file in the order the grammar reads them, and what the lexer has to say about some.</summary>
internal sealed class TokenList(SourceFile file)
{
    private Token[] items = new Token[Math.Max(32, file.Text.Length / 12)];

    public SourceFile File { get; } = file;

    public int Count { get; private set; }

    /// <summary>Errors and warnings with the index of the token they belong to, in that order.</summary>
    public List<(int Index, Diagnostic Diagnostic)> Diagnostics { get; } = [];

    public ref Token this[int index] => ref items[index];

    public void Add(in Token token)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, Count * 2);
        }
        items[Count++] = token;
    }

    public ReadOnlySpan<Token> AsSpan() => items.AsSpan(0, Count);
}
