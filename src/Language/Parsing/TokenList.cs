using System.Buffers;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// The tokens of a file in the order the grammar reads them, and what the lexer has to say about some.
/// </summary>
internal sealed class TokenList(SourceFile file) : IDisposable
{
    /// <summary>Manifests have about a token for every ten characters, so most never grow.</summary>
    private Token[] items = ArrayPool<Token>.Shared.Rent(Math.Max(32, file.Text.Length / 8));

    public SourceFile File { get; } = file;

    public int Count { get; private set; }

    /// <summary>Errors and warnings with the index of the token they belong to, in that order.</summary>
    public List<(int Index, Diagnostic Diagnostic)> Diagnostics { get; } = [];

    public ref Token this[int index] => ref items[index];

    public void Add(in Token token)
    {
        if (Count == items.Length)
        {
            var larger = ArrayPool<Token>.Shared.Rent(Count * 2);
            items.CopyTo(larger, 0);
            Return();
            items = larger;
        }
        items[Count++] = token;
    }

    public ReadOnlySpan<Token> AsSpan() => items.AsSpan(0, Count);

    public void Dispose()
    {
        Return();
        items = [];
        Count = 0;
    }

    private void Return()
    {
        items.AsSpan(0, Count).Clear();
        ArrayPool<Token>.Shared.Return(items);
    }
}
