using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Ruby;

// Tables of methods: the method length is that of the list.

/// <summary>The methods of strings that look for something in them.</summary>
internal static class StringMatching
{
    private static string T(object self) => StringMethods.T(self);

    private static RubyRegexp Pattern(Runtime r, object value) =>
        value as RubyRegexp ?? new RubyRegexp(r.Classes.Regexp, RegexpMethods.Escaped(r.Text(value)), "");

    // A table of methods: the method length is that of the list.
    public static void Fill(NativeTable t)
    {
        t.On(
            "=~",
            1,
            static (r, s, a, _) =>
                a[0] is RubyRegexp regexp
                    ? regexp.Match(r, T(s)) is { } match
                        ? match.Start
                        : Nil.Value
                    : a[0] is RubyString
                        ? throw r.Error("TypeError", "type mismatch: String given")
                        : r.Send(a[0], "=~", s)
        );
        t.On(
            "match",
            1,
            2,
            static (r, s, a, b) =>
            {
                var regexp = a[0] as RubyRegexp ?? new RubyRegexp(r.Classes.Regexp, r.Text(a[0]), "");
                var match = regexp.MatchFrom(r, T(s), a.Length > 1 ? (int)r.Int(a[1]) : 0);
                return match is null ? Nil.Value
                    : b is null ? match
                    : b.Call(match);
            }
        );
        t.On(
            "match?",
            1,
            2,
            static (r, s, a, _) =>
                Booleans.Of(
                    (a[0] as RubyRegexp ?? new RubyRegexp(r.Classes.Regexp, r.Text(a[0]), "")).IsMatch(
                        T(s),
                        a.Length > 1 ? (int)r.Int(a[1]) : 0
                    )
                )
        );
        t.On(
            "sub",
            1,
            2,
            static (r, s, a, b) =>
                a.Length == 1 && b is null
                    ? throw Arguments.WrongNumber(r, 1, 2, 2)
                    : StringMethods.Like(r, s, Replaced(r, T(s), a, b, 1))
        );
        t.On(
            "gsub",
            1,
            2,
            static (r, s, a, b) =>
                a.Length == 1 && b is null
                    ? new RubyEnumerator(r.Classes.Enumerator, s, "gsub", a)
                    : StringMethods.Like(r, s, Replaced(r, T(s), a, b, -1))
        );
        t.On("scan", 1, static (r, s, a, b) => Scan(r, s, Pattern(r, a[0]), b));
        t.On(
            "split",
            0,
            2,
            static (r, s, a, b) =>
            {
                var parts = r.Array([.. Split(r, T(s), a).Select(one => StringMethods.Like(r, s, one))]);
                if (b is null)
                {
                    return parts;
                }
                r.Send(parts, "each", [], b);
                return s;
            }
        );
        Library.Late(t, "to_r", "rational");
        Library.Late(t, "to_c", "complex");
        t.On(
            "[]",
            1,
            2,
            static (r, s, a, _) =>
            {
                var part = Slice(r, T(s), a);
                if (part is RubyString text && s is RubyString { IsText: false } whole)
                {
                    text.Encoding = whole.Encoding;
                }
                return part;
            }
        );
        t.Alias("slice", "[]");
        t.On(
            "[]=",
            2,
            3,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                var text = T(s);
                var whole = Places.Count(text);
                var (from, count) = a[0] switch
                {
                    long i when a.Length == 3 => ((int)(i < 0 ? i + whole : i), (int)r.Int(a[1])),
                    long i => ((int)(i < 0 ? i + whole : i), 1),
                    RubyRange range => RangeMethods.Bounds(r, range, whole)
                        ?? throw r.Error("RangeError", $"{r.Inspect(range)} out of range"),
                    RubyRegexp regexp => regexp.Match(r, text) is { } match
                        ? ((int)match.Start, Places.Count(match.Match.Value))
                        : throw r.Error("IndexError", "regexp not matched"),
                    _ => text.IndexOf(r.Text(a[0]), StringComparison.Ordinal) is >= 0 and var at
                        ? (Places.Character(text, at), Places.Count(r.Text(a[0])))
                        : throw r.Error("IndexError", "string not matched"),
                };
                if (from < 0 || from > whole)
                {
                    throw r.Error("IndexError", $"index {r.ToText(a[0])} out of string");
                }
                if (count < 0)
                {
                    throw r.Error("IndexError", $"negative length {count}");
                }
                var (start, end) = (
                    Places.Unit(text, from),
                    Places.Unit(text, Math.Min(whole, from + count))
                );
                ((RubyString)s).Text = text[..start] + r.Text(a[^1]) + text[end..];
                return a[^1];
            }
        );
        t.On("index", 1, 2, static (r, s, a, _) => Index(r, T(s), a[0], a.Length > 1 ? (int)r.Int(a[1]) : 0));
        t.On(
            "rindex",
            1,
            2,
            static (r, s, a, _) => LastIndex(r, T(s), a[0], a.Length > 1 ? r.Int(a[1]) : Places.Count(T(s)))
        );
        t.On(
            "partition",
            1,
            static (r, s, a, _) =>
                Pattern(r, a[0]).Match(r, T(s)) is { Match: var m }
                    ? r.Array([
                        StringMethods.Like(r, s, T(s)[..m.Index]),
                        StringMethods.Like(r, s, m.Value),
                        StringMethods.Like(r, s, T(s)[(m.Index + m.Length)..]),
                    ])
                    : r.Array([
                        StringMethods.Like(r, s, T(s)),
                        StringMethods.Like(r, s, ""),
                        StringMethods.Like(r, s, ""),
                    ])
        );
        t.On(
            "rpartition",
            1,
            static (r, s, a, _) =>
                Pattern(r, a[0]).For(T(s)).Matches(T(s)).LastOrDefault() is { } m
                    ? r.Array([
                        StringMethods.Like(r, s, T(s)[..m.Index]),
                        StringMethods.Like(r, s, m.Value),
                        StringMethods.Like(r, s, T(s)[(m.Index + m.Length)..]),
                    ])
                    : r.Array([
                        StringMethods.Like(r, s, ""),
                        StringMethods.Like(r, s, ""),
                        StringMethods.Like(r, s, T(s)),
                    ])
        );
    }

    /// <summary>Where the last match begins that begins at most at a place.</summary>
    private static object LastIndex(Runtime r, string text, object pattern, long most)
    {
        var whole = Places.Count(text);
        most = Math.Min(most < 0 ? most + whole : most, whole);
        for (var at = most < 0 ? -1 : Places.Unit(text, (int)most); at >= 0; at--)
        {
            if (
                pattern is RubyRegexp regexp
                    ? regexp.For(text).Match(text, at) is { Success: true } match && match.Index == at
                    : text.AsSpan(at).StartsWith(r.Text(pattern), StringComparison.Ordinal)
            )
            {
                if (pattern is RubyRegexp found)
                {
                    found.Match(r, text, at);
                }
                return (long)Places.Character(text, at);
            }
        }
        return Nil.Value;
    }

    private static object Index(Runtime r, string text, object what, int from)
    {
        var whole = Places.Count(text);
        from = from < 0 ? from + whole : from;
        if (from < 0 || from > whole)
        {
            return Nil.Value;
        }
        from = Places.Unit(text, from);
        return what is RubyRegexp regexp
            ? regexp.Match(r, text, from) is { } match
                ? match.Start
                : Nil.Value
            : text.IndexOf(r.Text(what), from, StringComparison.Ordinal) is >= 0 and var at
                ? (long)Places.Character(text, at)
                : Nil.Value;
    }

    private static object Slice(Runtime r, string text, object[] a)
    {
        switch (a[0])
        {
            case RubyRegexp regexp:
                var match = regexp.Match(r, text);
                return match is null ? Nil.Value
                    : a.Length > 1
                        ? a[1] is long i ? match.Group((int)i)
                            : match.Group(r.NameOf(a[1]))
                    : match.Group(0);
            case RubyString part:
                return text.Contains(part.Text, StringComparison.Ordinal) ? r.String(part.Text) : Nil.Value;
            case RubyRange range:
                return RangeMethods.Bounds(r, range, Places.Count(text)) is { } bounds
                    ? r.String(Places.Part(text, bounds.From, bounds.Count))
                    : Nil.Value;
            default:
                var (at, whole) = (r.Int(a[0]), Places.Count(text));
                at = at < 0 ? at + whole : at;
                if (a.Length == 1)
                {
                    return at >= 0 && at < whole ? r.String(Places.Part(text, (int)at, 1)) : Nil.Value;
                }
                var count = r.Int(a[1]);
                return at < 0 || at > whole || count < 0
                    ? Nil.Value
                    : r.String(Places.Part(text, (int)at, (int)Math.Min(count, whole - at)));
        }
    }

    private static object Scan(Runtime r, object self, RubyRegexp regexp, RubyProc? block)
    {
        var items = new List<object>();
        var text = T(self);
        object last = Nil.Value;
        foreach (Match found in regexp.For(text).Matches(text))
        {
            var match = new RubyMatch(r.Classes.MatchData, regexp, found, text);
            last = match;
            object item =
                match.Count == 1
                    ? match.Group(0)
                    : r.Array([.. Enumerable.Range(1, match.Count - 1).Select(match.Group)]);
            if (block is null)
            {
                items.Add(item);
            }
            else
            {
                block.Frame?.LastMatch = match;
                block.Call(item);
            }
        }
        r.SetLastMatch(last);
        return block is null ? r.Array(items) : self;
    }

    private static string Replaced(Runtime r, string text, object[] a, RubyProc? block, int most)
    {
        var regexp = Pattern(r, a[0]);
        object last = Nil.Value;
        var result = regexp
            .For(text)
            .Replace(
                text,
                found =>
                {
                    var match = new RubyMatch(r.Classes.MatchData, regexp, found, text);
                    last = match;
                    if (a.Length > 1)
                    {
                        return a[1] is RubyHash map
                            ? r.ToText(HashMethods.Get(r, map, r.String(found.Value)))
                            : Expanded(r, r.Text(a[1]), match);
                    }
                    block!.Frame?.LastMatch = match;
                    return r.ToText(block.Call(r.String(found.Value)));
                },
                most
            );
        r.SetLastMatch(last);
        return result;
    }

    /// <summary>With <c>\1</c>, <c>\k&lt;name&gt;</c> and their like filled in.</summary>
    private static string Expanded(Runtime r, string template, RubyMatch match)
    {
        if (!template.Contains('\\', StringComparison.Ordinal))
        {
            return template;
        }
        var output = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var next = i + 1 < template.Length ? template[i + 1] : '\0';
            if (template[i] != '\\' || next == '\0')
            {
                output.Append(template[i]);
                continue;
            }
            i++;
            if (
                next == 'k'
                && i + 1 < template.Length
                && template[i + 1] == '<'
                && template.IndexOf('>', i) is > 0 and var end
            )
            {
                output.Append(r.ToText(match.Group(template[(i + 2)..end])));
                i = end;
                continue;
            }
            output.Append(
                next switch
                {
                    >= '0' and <= '9' => r.ToText(match.Group(next - '0')),
                    '&' => match.Match.Value,
                    '`' => match.Text[..match.Match.Index],
                    '\'' => match.Text[(match.Match.Index + match.Match.Length)..],
                    '+' => match.LastGroup is { } group ? r.ToText(group) : "",
                    '\\' => "\\",
                    _ => "\\" + next,
                }
            );
        }
        return output.ToString();
    }

    private static List<string> Split(Runtime r, string text, object[] a)
    {
        var most = a.Length > 1 ? (int)r.Int(a[1]) : 0;
        List<string> parts;
        if (a.Length == 0 || a[0] is Nil || a[0] is RubyString { Text: " " })
        {
            parts = Words(text, most);
        }
        else if (a[0] is RubyString { Text: { Length: > 0 } separator })
        {
            parts = [.. most > 0 ? text.Split(separator, most) : text.Split(separator)];
        }
        else
        {
            parts = Cut(Pattern(r, a[0]).For(text), text, most);
        }
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
        var rest = text.TrimStart();
        while (rest.Length > 0)
        {
            var end = rest.AsSpan().IndexOfAny(" \t\n\v\f\r");
            if (end < 0 || most > 0 && parts.Count == most - 1)
            {
                parts.Add(rest);
                return parts;
            }
            parts.Add(rest[..end]);
            rest = rest[end..].TrimStart();
            if (rest.Length == 0 && most != 0)
            {
                parts.Add("");
            }
        }
        return parts;
    }

    private static List<string> Cut(Regex regex, string text, int most)
    {
        var parts = new List<string>();
        var from = 0;
        foreach (Match match in regex.Matches(text))
        {
            if (most > 0 && parts.Count >= most - 1)
            {
                break;
            }
            if (
                match.Length == 0
                && (match.Index == 0 || match.Index >= text.Length || match.Index == from && match.Index == 0)
            )
            {
                continue;
            }
            parts.Add(text[from..match.Index]);
            parts.AddRange(
                match.Groups.Cast<Group>().Skip(1).Where(group => group.Success).Select(group => group.Value)
            );
            from = match.Index + match.Length;
        }
        parts.Add(text[from..]);
        if (most < 0 && from < text.Length && regex.Match(text, text.Length) is { Success: true, Length: 0 })
        {
            parts.Add("");
        }
        return parts;
    }
}
