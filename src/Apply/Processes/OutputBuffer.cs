using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Gathers what a process writes to one stream, up to a limit, and cuts it into lines for a listener.
/// </summary>
internal sealed class OutputBuffer(int limitBytes, bool isError, Action<OutputLine>? onLine)
{
    /// <summary>A line longer than this is told in pieces.</summary>
    private const int LongestLineBytes = 64 * 1024;
    private readonly MemoryStream kept = new();
    private readonly MemoryStream line = new();

    public bool IsTruncated { get; private set; }

    public string Text => UnixText.Decode(kept.GetBuffer().AsSpan(0, (int)kept.Length));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var room = (int)Math.Min(limitBytes - kept.Length, bytes.Length);
        kept.Write(bytes[..room]);
        IsTruncated |= room < bytes.Length;
        if (onLine is not null)
        {
            Cut(bytes);
        }
    }

    /// <summary>Tells the last line, if nothing ended it.</summary>
    public void Finish()
    {
        if (line.Length > 0)
        {
            Tell();
        }
    }

    private void Cut(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            var piece = Math.Min(end < 0 ? bytes.Length : end, LongestLineBytes - (int)line.Length);
            line.Write(bytes[..piece]);
            if (piece == end)
            {
                Tell();
                piece++;
            }
            else if (line.Length == LongestLineBytes)
            {
                Tell();
            }
            bytes = bytes[piece..];
        }
    }

    private void Tell()
    {
        var text = UnixText.Decode(line.GetBuffer().AsSpan(0, (int)line.Length));
        line.SetLength(0);
        onLine!(new OutputLine(text, isError));
    }
}
