using System.Buffers;
using System.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Text in memory that is lent, not taken: outcomes are large, and each is rubbish as soon as it is told.
/// </summary>
internal sealed class LentText : TextWriter
{
    private char[] buffer = ArrayPool<char>.Shared.Rent(1 << 16);
    private int count;

    public override Encoding Encoding => Encoding.UTF8;

    public ReadOnlySpan<char> Written => buffer.AsSpan(0, count);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] source, int index, int length) => Write(source.AsSpan(index, length));

    public override void Write(ReadOnlySpan<char> text)
    {
        if (text.Length > buffer.Length - count)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(2 * buffer.Length, count + text.Length));
            Written.CopyTo(larger);
            Return();
            buffer = larger;
        }
        text.CopyTo(buffer.AsSpan(count));
        count += text.Length;
    }

    /// <summary>The text with something else for what it has of a kind.</summary>
    /// <returns>This text when there is nothing of it; else this one is given back.</returns>
    public LentText Replace(string old, string replacement)
    {
        var rest = Written;
        var at = rest.IndexOf(old);
        if (at < 0)
        {
            return this;
        }
        var result = new LentText();
        for (; at >= 0; at = rest.IndexOf(old))
        {
            result.Write(rest[..at]);
            result.Write(replacement);
            rest = rest[(at + old.Length)..];
        }
        result.Write(rest);
        Dispose();
        return result;
    }

    protected override void Dispose(bool disposing)
    {
        Return();
        base.Dispose(disposing);
    }

    private void Return()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
        buffer = [];
    }
}
