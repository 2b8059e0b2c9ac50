using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// The entries of a YAML mapping of mappings, each with the text below its key as it stands: a file of
/// thousands of entries is written back without most of them being read.
/// </summary>
internal static class YamlBlocks
{
    /// <param name="indent">How far the keys stand from the left.</param>
    public static IEnumerable<(string Key, string Body)> Split(string text, int indent)
    {
        var at = 0;
        while (at < text.Length)
        {
            var line = LineAt(text, at);
            if (!StartsEntry(line, indent))
            {
                at += line.Length + 1;
                continue;
            }
            var key = KeyOf(line[indent..].ToString());
            var start = at + line.Length + 1;
            var end = start;
            while (
                end < text.Length
                && LineAt(text, end) is var next
                && !StartsEntry(next, indent)
                && !IsOutside(next, indent)
            )
            {
                end += next.Length + 1;
            }
            end = Math.Min(end, text.Length);
            yield return (key, start < end ? Body(text[start..end], indent) : "");
            at = Math.Max(end, start);
        }
    }

    private static ReadOnlySpan<char> LineAt(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return text.AsSpan(at, (end < 0 ? text.Length : end) - at);
    }

    private static bool StartsEntry(ReadOnlySpan<char> line, int indent) =>
        line.Length > indent
        && line[..indent].IndexOfAnyExcept(' ') < 0
        && line[indent] is not (' ' or '#' or ':' or '-');

    /// <summary>A line further left than the entries ends them.</summary>
    private static bool IsOutside(ReadOnlySpan<char> line, int indent) =>
        line.IndexOfAnyExcept(' ') is >= 0 and var first && first < indent;

    /// <summary>A key too long for its line stands behind <c>?</c>, and its value behind a colon.</summary>
    private static string Body(string body, int indent) =>
        body.Length > indent && body[indent] == ':'
            ? string.Concat(body.AsSpan(0, indent), " ", body.AsSpan(indent + 1))
            : body;

    private static string KeyOf(string line)
    {
        var key = line.StartsWith("? ", StringComparison.Ordinal) ? line[2..] : line.TrimEnd().TrimEnd(':');
        return key.Length > 0 && key[0] is '"' or '\'' ? Unquoted(key) : key;
    }

    private static string Unquoted(string key) =>
        YamlReader.Read(new SourceFile("", key)).Tree is ScalarTree { Value: string text } ? text : key;
}
