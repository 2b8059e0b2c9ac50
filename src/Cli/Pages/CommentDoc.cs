using System.Collections.Frozen;
using System.Text;

namespace Bunraku.Cli;

/// <summary>
/// The comment above a definition, with the tags that documentation tools know: <c>@summary</c>,
/// <c>@param</c>, <c>@return</c>, <c>@example</c>.
/// </summary>
internal sealed record CommentDoc(string Text, FrozenDictionary<string, string> Parameters)
{
    /// <summary>Reads the comment that ends right above a line (counted from 1) of a source.</summary>
    public static CommentDoc Above(string source, int line)
    {
        var lines = source.Split('\n');
        var start = line - 1;
        while (start > 0 && lines[start - 1].TrimStart().StartsWith('#'))
        {
            start--;
        }
        return Read(lines[start..(line - 1)].Select(Strip));
    }

    private static string Strip(string line)
    {
        var text = line.TrimStart()[1..].TrimEnd();
        return text.StartsWith(' ') ? text[1..] : text;
    }

    private static CommentDoc Read(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        var summary = new StringBuilder();
        var parameters = new Dictionary<string, StringBuilder>();
        var current = text;
        foreach (var line in lines)
        {
            if (line.StartsWith('@'))
            {
                (current, var rest) = Begin(line, text, summary, parameters);
                current.Append(rest);
                continue;
            }
            var isContinued = !ReferenceEquals(current, text) && !line.StartsWith(' ') && line.Length > 0;
            current = isContinued ? text : current;
            current
                .Append(current.Length == 0 ? "" : "\n")
                .Append(ReferenceEquals(current, text) ? line : line.Trim());
        }
        var all = summary.Length == 0 ? text.ToString() : $"{summary.ToString().Trim()}\n\n{text}";
        while (all.Contains("\n\n\n", StringComparison.Ordinal))
        {
            all = all.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        }
        return new(
            all.Trim('\n', ' '),
            parameters.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToString().Trim())
        );
    }

    /// <summary>Where the lines after a tag go, and what of its own line goes there.</summary>
    private static (StringBuilder Target, string Start) Begin(
        string line,
        StringBuilder text,
        StringBuilder summary,
        Dictionary<string, StringBuilder> parameters
    )
    {
        var words = line.Split(' ', 2);
        var rest = words.Length > 1 ? words[1].Trim() : "";
        switch (words[0])
        {
            case "@summary":
                return (summary, rest);
            case "@param":
                rest = rest.StartsWith('[') ? rest[(rest.IndexOf(']') + 1)..].TrimStart() : rest;
                var name = rest.Split(' ')[0].Trim('$');
                var builder = new StringBuilder();
                parameters[name] = builder;
                return (builder, rest.Length > name.Length ? rest[name.Length..].Trim() : "");
            case "@example":
                text.Append(text.Length == 0 ? "" : "\n\n")
                    .Append(rest.Length == 0 ? "Example:" : $"{rest}:")
                    .Append('\n');
                return (text, "");
            case "@return" or "@returns":
                text.Append(text.Length == 0 ? "" : "\n\n");
                return (text, $"Returns: {rest}");
            default:
                return (new StringBuilder(), "");
        }
    }
}
