using System.Text.RegularExpressions;

namespace Bunraku.Ruby;

/// <summary>Texts in parts: <c>split</c>.</summary>
internal static class Splitting
{
    public static List<string> Parts(Runtime r, object self, object[] a)
    {
        var most = a.Length > 1 ? r.Int(a[1]) : 0;
        if (most is > int.MaxValue or < int.MinValue)
        {
            throw r.Error("RangeError", $"integer {most} too big to convert to `int'");
        }
        var text = EncodingMethods.Whole(r, self).Text;
        var by = a is [not Nil, ..] ? a[0] : r.Global("$;");
        by = by is RubyRegexp or Nil ? by : r.String(r.Text(by));
        if (most == 1)
        {
            return text.Length == 0 ? [] : [text];
        }
        var parts = by switch
        {
            Nil or RubyString { Text: " " } => Words(text, (int)most),
            RubyString { Text: { Length: > 0 } separator } =>
            [
                .. most > 0 ? text.Split(separator, (int)most) : text.Split(separator),
            ],
            _ => Cut(StringMatching.Pattern(r, by).For(text), text, (int)most),
        };
        if (most == 0)
        {
            while (parts.Count > 0 && parts[^1].Length == 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }
        return text.Length == 0 ? [] : parts;
    }

    private static List<string> Words(string text, int most)
    {
        var parts = new List<string>();
        var at = Behind(text, 0);
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOfAny(" \t\n\v\f\r");
            if (length < 0 || most > 0 && parts.Count == most - 1)
            {
                parts.Add(text[at..]);
                return parts;
            }
            parts.Add(text.Substring(at, length));
            at = Behind(text, at + length);
            if (at == text.Length && most != 0)
            {
                parts.Add("");
            }
        }
        return parts;
    }

    /// <summary>Where the blanks end that stand at a place.</summary>
    private static int Behind(string text, int at)
    {
        while (at < text.Length && (text[at] is ' ' or (>= '\t' and <= '\r')))
        {
            at++;
        }
        return at;
    }

    private static List<string> Cut(Regex regex, string text, int most)
    {
        var parts = new List<string>();
        var (from, at, cuts, isBehind) = (0, 0, 1, false);
        while (cuts != most && at <= text.Length && regex.Match(text, at) is { Success: true } match)
        {
            // What matches nothing cuts no earlier than behind a character.
            if (match.Length == 0 && match.Index == at && !isBehind)
            {
                at += Character(text, at);
                isBehind = true;
                continue;
            }
            var isEmpty = match.Length == 0 && match.Index == at;
            var end = isEmpty ? from + Character(text, from) : match.Index;
            parts.Add(text[from..end]);
            from = at = isEmpty ? end : match.Index + match.Length;
            isBehind = false;
            parts.AddRange(
                match.Groups.Cast<Group>().Skip(1).Where(group => group.Success).Select(group => group.Value)
            );
            cuts++;
        }
        if (most != 0 || from < text.Length)
        {
            parts.Add(text[from..]);
        }
        return parts;
    }

    /// <summary>How long the character is that begins at a place; one past the end.</summary>
    private static int Character(string text, int at) =>
        at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
}
