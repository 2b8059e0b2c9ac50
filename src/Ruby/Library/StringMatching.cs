using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Ruby;

// Tables of methods: the method length is that of the list.

/// <summary>The methods of strings that look for something in them.</summary>
internal static class StringMatching
{
    private static string T(object self) => StringMethods.T(self);

    public static RubyRegexp Pattern(Runtime r, object value) =>
        value as RubyRegexp
        ?? new RubyRegexp(r.Classes.Regexp, RegexpMethods.Escaped(r.Text(value)), "") { IsLiteral = true };

    /// <summary>A pattern that a text stands for.</summary>
    private static RubyRegexp Read(Runtime r, object value) =>
        value as RubyRegexp
        ?? (
            value is RubyString || r.RespondsTo(value, "to_str")
                ? new RubyRegexp(r.Classes.Regexp, r.Text(value), "")
                : throw r.Error("TypeError", $"wrong argument type {r.Kind(value)} (expected Regexp)")
        );

    private static RubyEncoding E(object self) => ((RubyString)self).Encoding;

    /// <summary>The text of a string behind which another one is put.</summary>
    public static string Beside(Runtime r, RubyString self, object more)
    {
        if (more is not RubyString text)
        {
            return r.Text(more);
        }
        if (text.Encoding != self.Encoding)
        {
            self.Encoding = EncodingMethods.Shared(r, self, text);
        }
        return text.Text;
    }

    // A table of methods: the method length is that of the list.
    public static void Fill(NativeTable t)
    {
        t.On(
            "=~",
            1,
            static (r, s, a, _) =>
                a[0] is RubyRegexp regexp
                    ? regexp.Match(r, T(s), 0, E(s)) is { } match
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
                var match = r.Send(Read(r, a[0]), "match", a.Length > 1 ? [s, a[1]] : [s]);
                return b is null || match is Nil ? match : b.Call(match);
            }
        );
        t.On(
            "match?",
            1,
            2,
            static (r, s, a, _) =>
                Booleans.Of(Read(r, a[0]).IsMatch(T(s), a.Length > 1 ? (int)r.Int(a[1]) : 0))
        );
        t.On(
            "sub",
            1,
            2,
            static (r, s, a, b) =>
                a.Length == 1 && b is null
                    ? throw Arguments.WrongNumber(r, 1, 2, 2)
                    : Replaced(r, (RubyString)s, a, b, 1)
        );
        t.On(
            "gsub",
            1,
            2,
            static (r, s, a, b) =>
                a.Length == 1 && b is null
                    ? new RubyEnumerator(r.Classes.Enumerator, s, "gsub", a)
                    : Replaced(r, (RubyString)s, a, b, -1)
        );
        t.On("scan", 1, static (r, s, a, b) => Scan(r, s, Pattern(r, a[0]), b));
        t.On(
            "split",
            0,
            2,
            static (r, s, a, b) =>
            {
                var parts = r.Array([
                    .. Splitting.Parts(r, s, a).Select(one => StringMethods.Like(r, s, one)),
                ]);
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
                var part = Slice(r, T(s), a, E(s));
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
                    RubyRange range => RangeMethods.Bounds(r, range, whole)
                        ?? throw r.Error("RangeError", $"{r.Inspect(range)} out of range"),
                    RubyRegexp regexp => Matched(r, regexp, (RubyString)s, a.Length == 3 ? a[1] : 0L),
                    RubyString part => text.IndexOf(part.Text, StringComparison.Ordinal) is >= 0 and var at
                        ? (Places.Character(text, at), Places.Count(part.Text))
                        : throw r.Error("IndexError", "string not matched"),
                    _ => (r.Int(a[0]) is var i && i < 0 ? i + whole : i, a.Length == 3 ? r.Int(a[1]) : 1),
                };
                if (count < 0)
                {
                    throw r.Error("IndexError", $"negative length {count}");
                }
                if (from < 0 || from > whole)
                {
                    throw r.Error("IndexError", $"index {r.ToText(a[0])} out of string");
                }
                var (start, end) = (
                    Places.Unit(text, (int)from),
                    Places.Unit(text, (int)Math.Min(whole, from + count))
                );
                var kept = new RubyString(((RubyString)s).Class, text[..start] + text[end..])
                {
                    Encoding = E(s),
                };
                var put = Beside(r, kept, a[^1]);
                (((RubyString)s).Text, ((RubyString)s).Encoding) = (
                    text[..start] + put + text[end..],
                    kept.Encoding
                );
                return a[^1];
            }
        );
        t.On(
            "index",
            1,
            2,
            static (r, s, a, _) => Index(r, (RubyString)s, a[0], a.Length > 1 ? r.Int(a[1]) : 0)
        );
        t.On(
            "rindex",
            1,
            2,
            static (r, s, a, _) =>
                LastIndex(r, (RubyString)s, a[0], a.Length > 1 ? r.Int(a[1]) : Places.Count(T(s)))
        );
        t.On(
            "partition",
            1,
            static (r, s, a, _) =>
                Pattern(r, a[0]).Match(r, T(s), 0, E(s)) is { Match: var m }
                    ? Around(r, s, m.Index, m.Length)
                    : r.Array([StringMethods.Like(r, s, T(s)), r.String(""), r.String("")])
        );
        t.On(
            "rpartition",
            1,
            static (r, s, a, _) =>
                LastIndex(
                    r,
                    (RubyString)s,
                    a[0] as RubyRegexp ?? (object)r.String(r.Text(a[0])),
                    Places.Count(T(s))
                )
                    is long at
                    ? Around(
                        r,
                        s,
                        Places.Unit(T(s), (int)at),
                        a[0] is RubyRegexp
                            ? ((RubyMatch)r.Caller!.LastMatch).Match.Length
                            : r.Text(a[0]).Length
                    )
                    : r.Array([r.String(""), r.String(""), StringMethods.Like(r, s, T(s))])
        );
    }

    private static RubyArray Around(Runtime r, object self, int from, int count) =>
        r.Array([
            StringMethods.Like(r, self, T(self)[..from]),
            StringMethods.Like(r, self, T(self).Substring(from, count)),
            StringMethods.Like(r, self, T(self)[(from + count)..]),
        ]);

    /// <summary>The first character of what a group matched, and how many it has.</summary>
    private static (long From, long Count) Matched(
        Runtime r,
        RubyRegexp regexp,
        RubyString text,
        object group
    )
    {
        if (regexp.Match(r, text.Text, 0, text.Encoding) is not { } match)
        {
            throw r.Error("IndexError", "regexp not matched");
        }
        if (
            group is not (Symbol or RubyString)
            && r.Int(group) is var i
            && (i >= match.Count || i <= -match.Count)
        )
        {
            throw r.Error("IndexError", $"index {i} out of regexp");
        }
        return match.GroupOf(group) is RubyString found
            ? (Places.Character(text.Text, match.PlaceOf(group)), Places.Count(found.Text))
            : throw r.Error("IndexError", $"regexp group {r.ToText(group)} not matched");
    }

    /// <summary>Where the last match begins that begins at most at a place.</summary>
    private static object LastIndex(Runtime r, RubyString self, object pattern, long most)
    {
        var text = self.Text;
        var regexp = pattern as RubyRegexp;
        var part = regexp is null ? r.Text(pattern) : "";
        var whole = Places.Count(text);
        most = Math.Min(most < 0 ? most + whole : most, whole);
        for (var at = most < 0 ? -1 : Places.Unit(text, (int)most); at >= 0; at--)
        {
            if (
                regexp is null
                    ? text.AsSpan(at).StartsWith(part, StringComparison.Ordinal)
                    : regexp.For(text).Match(text, at) is { Success: true } match && match.Index == at
            )
            {
                regexp?.Match(r, text, at, self.Encoding);
                return (long)Places.Character(text, at);
            }
        }
        if (regexp is not null)
        {
            r.SetLastMatch(Nil.Value);
        }
        return Nil.Value;
    }

    private static object Index(Runtime r, RubyString self, object what, long from)
    {
        var text = self.Text;
        var whole = Places.Count(text);
        from = from < 0 ? from + whole : from;
        if (from < 0 || from > whole)
        {
            if (what is RubyRegexp)
            {
                r.SetLastMatch(Nil.Value);
            }
            return Nil.Value;
        }
        var start = Places.Unit(text, (int)from);
        return what is RubyRegexp regexp
            ? regexp.Match(r, text, start, self.Encoding) is { } match
                ? match.Start
                : Nil.Value
            : text.IndexOf(r.Text(what), start, StringComparison.Ordinal) is >= 0 and var at
                ? (long)Places.Character(text, at)
                : Nil.Value;
    }

    private static object Slice(Runtime r, string text, object[] a, RubyEncoding encoding)
    {
        switch (a[0])
        {
            case RubyRegexp regexp:
                var match = regexp.Match(r, text, 0, encoding);
                return match is null ? Nil.Value
                    : a.Length == 1 ? match.Group(0)
                    : a[1] is not (Symbol or RubyString) && r.Int(a[1]) <= -match.Count ? Nil.Value
                    : match.GroupOf(a[1]);
            case RubyString part when a.Length == 1:
                return text.Contains(part.Text, StringComparison.Ordinal) ? r.String(part.Text) : Nil.Value;
            case RubyRange range when a.Length == 1:
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
            var match = new RubyMatch(r.Classes.MatchData, regexp, found, text, E(self));
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

    private static RubyString Replaced(Runtime r, RubyString self, object[] a, RubyProc? block, int most)
    {
        var regexp = Pattern(r, a[0]);
        var text = self.Text;
        var map = a.Length > 1 ? a[1] as RubyHash : null;
        map ??=
            a.Length > 1 && a[1] is RubyObject and not RubyString && r.RespondsTo(a[1], "to_hash")
                ? r.ToHash(a[1])
                : null;
        var given = a.Length == 1 || map is not null ? null : a[1] as RubyString ?? r.String(r.Text(a[1]));
        var whole = StringMethods.Like(r, self, text);
        object last = Nil.Value;
        var result = regexp
            .For(text)
            .Replace(
                text,
                found =>
                {
                    var match = new RubyMatch(r.Classes.MatchData, regexp, found, text, self.Encoding);
                    last = match;
                    if (given is not null)
                    {
                        Beside(r, whole, given);
                        return Expanded(r, given.Text, match);
                    }
                    if (map is null)
                    {
                        block!.Frame?.LastMatch = match;
                    }
                    var put = map is null
                        ? block!.Call(match.Group(0))
                        : HashMethods.Get(r, map, match.Group(0));
                    return put is RubyString ? Beside(r, whole, put) : r.ToText(put);
                },
                most
            );
        r.SetLastMatch(last);
        whole.Text = result;
        return whole;
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
}
