using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// The entries of a YAML mapping of mappings, each with the text below its key as it stands: a file of
/// thousands of entries is written back without most of them being read.
/// </summary>
internal static class YamlBlocks
{
    /// <param name="text">In UTF-8; the bodies are parts of it.</param>
    /// <param name="indent">How far the keys stand from the left.</param>
    public static IEnumerable<(string Key, ReadOnlyMemory<byte> Body)> Split(
        ReadOnlyMemory<byte> text,
        int indent
    )
    {
        var at = 0;
        while (Next(text, ref at, indent, out var key, out var body))
        {
            yield return (KeyOf(key.Span), Body(body, indent));
        }
    }

    /// <summary>The body of an entry whose key needs no quotes; null when there is none.</summary>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> text, int indent, ReadOnlySpan<byte> name)
    {
        var at = 0;
        while (Next(text, ref at, indent, out var key, out var body))
        {
            if (key.Span.TrimEnd((byte)' ') is [.. var found, (byte)':'] && found.SequenceEqual(name))
            {
                return Body(body, indent);
            }
        }
        return null;
    }

    private static bool Next(
        ReadOnlyMemory<byte> text,
        ref int at,
        int indent,
        out ReadOnlyMemory<byte> key,
        out ReadOnlyMemory<byte> body
    )
    {
        var bytes = text.Span;
        while (at < bytes.Length)
        {
            var line = LineAt(bytes, at);
            if (!StartsEntry(line, indent))
            {
                at += line.Length + 1;
                continue;
            }
            key = text[(at + indent)..(at + line.Length)];
            var start = Math.Min(at + line.Length + 1, bytes.Length);
            at = start;
            while (
                at < bytes.Length
                && LineAt(bytes, at) is var next
                && !StartsEntry(next, indent)
                && !IsOutside(next, indent)
            )
            {
                at += next.Length + 1;
            }
            at = Math.Min(at, bytes.Length);
            body = text[start..at];
            return true;
        }
        key = body = default;
        return false;
    }

    private static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..];
        var end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    private static bool StartsEntry(ReadOnlySpan<byte> line, int indent) =>
        line.Length > indent
        && line[..indent].IndexOfAnyExcept((byte)' ') < 0
        && line[indent] is not ((byte)' ' or (byte)'#' or (byte)':' or (byte)'-');

    /// <summary>A line further left than the entries ends them.</summary>
    private static bool IsOutside(ReadOnlySpan<byte> line, int indent) =>
        line.IndexOfAnyExcept((byte)' ') is >= 0 and var first && first < indent;

    /// <summary>A key too long for its line stands behind <c>?</c>, and its value behind a colon.</summary>
    private static ReadOnlyMemory<byte> Body(ReadOnlyMemory<byte> body, int indent)
    {
        if (body.Length <= indent || body.Span[indent] != ':')
        {
            return body;
        }
        var copy = body.ToArray();
        copy[indent] = (byte)' ';
        return copy;
    }

    private static string KeyOf(ReadOnlySpan<byte> line)
    {
        var text = System.Text.Encoding.UTF8.GetString(line);
        var key = text.StartsWith("? ", StringComparison.Ordinal) ? text[2..] : text.TrimEnd().TrimEnd(':');
        return key.Length > 0 && key[0] is '"' or '\'' ? Unquoted(key) : key;
    }

    private static string Unquoted(string key) =>
        YamlReader.Read(new SourceFile("", key)).Tree is ScalarTree { Value: string text } ? text : key;
}
