using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Tables of methods: the method length is that of the list.

/// <summary>The methods of regular expressions and of what they matched.</summary>
internal static class RegexpMethods
{
    public static string Escaped(string text)
    {
        var output = new StringBuilder();
        foreach (var c in text)
        {
            output.Append(
                c switch
                {
                    '\n' => "\\n",
                    '\t' => "\\t",
                    '\r' => "\\r",
                    '\f' => "\\f",
                    '\v' => "\\v",
                    _ when @".*?+^$|\()[]{}-# ".Contains(c, StringComparison.Ordinal) => "\\" + c,
                    _ => c.ToString(),
                }
            );
        }
        return output.ToString();
    }

    private static RubyRegexp X(object self) => (RubyRegexp)self;

    private static string? Subject(Runtime r, object value) =>
        value switch
        {
            Nil => null,
            Symbol symbol => symbol.Name,
            _ => r.Text(value),
        };

    private static bool Unmatched(Runtime r)
    {
        r.SetLastMatch(Nil.Value);
        return false;
    }

    private static RubyMatch? Matched(Runtime r, object self, object value, int from)
    {
        if (Subject(r, value) is { } text)
        {
            return X(self).MatchFrom(r, text, from, (value as RubyString)?.Encoding);
        }
        Unmatched(r);
        return null;
    }

    public static readonly NativeTable Table = new(static t =>
    {
        t.On(
            "casefold?",
            0,
            static (_, s, _, _) => Booleans.Of(((RubyRegexp)s).Flags.Contains('i', StringComparison.Ordinal))
        );
        t.On(
            "named_captures",
            0,
            static (r, s, _, _) =>
                HashMethods.Of(
                    r,
                    NamedGroups
                        .In(X(s).Source)
                        .Select(name =>
                            (
                                (object)r.String(name),
                                (object)
                                    r.Array([(long)X(s).Regex.GroupNumberFromName(RubyGroups.Plain(name))])
                            )
                        )
                )
        );
        t.On("=~", 1, static (r, s, a, _) => Matched(r, s, a[0], 0) is { } match ? match.Start : Nil.Value);
        t.On(
            "===",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyString or Symbol || a[0] is RubyObject && r.RespondsTo(a[0], "to_str")
                        ? Matched(r, s, a[0], 0) is not null
                        : Unmatched(r)
                )
        );
        t.On(
            "match",
            1,
            2,
            static (r, s, a, b) =>
            {
                var from = a.Length > 1 ? (int)r.Int(a[1]) : 0;
                var match = (object?)Matched(r, s, a[0], from) ?? Nil.Value;
                return b is null || match is Nil ? match : b.Call(match);
            }
        );
        t.On(
            "match?",
            1,
            2,
            static (r, s, a, _) =>
                Booleans.Of(
                    Subject(r, a[0]) is { } text && X(s).IsMatch(text, a.Length > 1 ? (int)r.Int(a[1]) : 0)
                )
        );
        t.On("eql?", 1, static (_, s, a, _) => Booleans.Of(a[0] is RubyRegexp other && other.IsLike(X(s))));
        t.On("hash", 0, static (_, s, _, _) => (long)HashCode.Combine(X(s).Source, X(s).Flags));
        t.On("encoding", 0, static (r, s, _, _) => EncodingMethods.Value(r, X(s).Encoding));
        t.On("fixed_encoding?", 0, static (_, s, _, _) => Booleans.Of(X(s).IsFixed));
        t.On("source", 0, static (_, s, _, _) => X(s).Part(X(s).Source));
        t.On("to_s", 0, static (_, s, _, _) => X(s).Part(X(s).Embedded));
        t.On(
            "inspect",
            0,
            static (_, s, _, _) => X(s).Part($"/{X(s).Printed}/{X(s).Flags}{(X(s).IsRaw ? "n" : "")}")
        );
        t.On(
            "options",
            0,
            static (_, s, _, _) =>
                (X(s).Flags.Contains('i') ? 1L : 0)
                | (X(s).Flags.Contains('x') ? 2L : 0)
                | (X(s).Flags.Contains('m') ? 4L : 0)
                | (X(s).IsFixed ? 16L : 0)
                | (X(s).IsRaw ? 32L : 0)
        );
        t.On("names", 0, static (r, s, _, _) => r.Array([.. NamedGroups.In(X(s).Source).Select(r.String)]));
        t.On("==", 1, static (_, s, a, _) => Booleans.Of(a[0] is RubyRegexp other && other.IsLike(X(s))));
    });

    private static RubyMatch M(object self) => (RubyMatch)self;

    private static Group Part(Runtime r, object self, object key)
    {
        var groups = M(self).Match.Groups;
        if (key is Symbol or RubyString)
        {
            M(self).GroupOf(key);
            return groups[RubyGroups.Plain(r.NameOf(key))];
        }
        return r.Int(key) is >= 0 and var number && number < groups.Count
            ? groups[(int)number]
            : throw r.Error("IndexError", $"index {r.Int(key)} out of matches");
    }

    /// <summary>The groups that a match names, as texts or symbols, with what they matched.</summary>
    private static object Named(Runtime r, RubyMatch match, Func<string, object> key) =>
        HashMethods.Of(r, match.Names.Select(name => (key(name), match.Group(name))));

    public static readonly NativeTable Matches = new(static t =>
    {
        t.On("deconstruct", 0, static (r, s, _, _) => r.Send(s, "captures"));
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyMatch other
                        && other.Text == M(s).Text
                        && r.AreEqual(other.Regexp, M(s).Regexp)
                        && other.Match.Index == M(s).Match.Index
                )
        );
        t.On(
            "[]",
            1,
            2,
            static (r, s, a, _) =>
                a.Length == 2 || a[0] is RubyRange ? r.Send(r.Send(s, "to_a"), "[]", a) : M(s).GroupOf(a[0])
        );
        t.On(
            "to_a",
            0,
            static (r, s, _, _) => r.Array([.. Enumerable.Range(0, M(s).Count).Select(M(s).Group)])
        );
        t.On(
            "captures",
            0,
            static (r, s, _, _) => r.Array([.. Enumerable.Range(1, M(s).Count - 1).Select(M(s).Group)])
        );
        t.On("named_captures", 0, 1, static (r, s, _, _) => Named(r, M(s), r.String));
        t.On("names", 0, static (r, s, _, _) => r.Array([.. M(s).Names.Select(r.String)]));
        t.On(
            "values_at",
            -1,
            static (r, s, a, _) =>
                r.Array([
                    .. a.SelectMany(key =>
                        key is RubyRange
                            ? ((RubyArray)r.Send(r.Send(s, "to_a"), "values_at", key)).Items
                            : [M(s).GroupOf(key)]
                    ),
                ])
        );
        t.On("pre_match", 0, static (r, s, _, _) => M(s).Part(M(s).Text[..M(s).Match.Index]));
        t.On(
            "post_match",
            0,
            static (r, s, _, _) => M(s).Part(M(s).Text[(M(s).Match.Index + M(s).Match.Length)..])
        );
        t.On("to_s", 0, static (r, s, _, _) => M(s).Part(M(s).Match.Value));
        t.On(
            "string",
            0,
            static (_, s, _, _) =>
            {
                var text = M(s).Part(M(s).Text);
                text.IsFrozen = true;
                return text;
            }
        );
        t.On("regexp", 0, static (_, s, _, _) => M(s).Regexp);
        t.On(
            "begin",
            1,
            static (r, s, a, _) =>
                Part(r, s, a[0]) is { Success: true } part
                    ? (long)Places.Character(M(s).Text, part.Index)
                    : Nil.Value
        );
        t.On(
            "end",
            1,
            static (r, s, a, _) =>
                Part(r, s, a[0]) is { Success: true } part
                    ? (long)Places.Character(M(s).Text, part.Index + part.Length)
                    : Nil.Value
        );
        t.On("offset", 1, static (r, s, a, _) => r.Array([r.Send(s, "begin", a[0]), r.Send(s, "end", a[0])]));
        t.On(
            "match",
            1,
            static (r, s, a, _) =>
                Part(r, s, a[0]) is { Success: true } part ? M(s).Part(part.Value) : Nil.Value
        );
        t.On(
            "match_length",
            1,
            static (r, s, a, _) =>
                Part(r, s, a[0]) is { Success: true } part ? (long)Places.Count(part.Value) : Nil.Value
        );
        t.On("length", 0, static (_, s, _, _) => (long)M(s).Count);
        t.Alias("size", "length");
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String(
                    $"#<MatchData {Inspection.Of(M(s).Match.Value)}{string.Concat(Enumerable.Range(1, M(s).Count - 1).Select(i => $" {(M(s).Names.ElementAtOrDefault(i - 1) ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture))}:{r.Inspect(M(s).Group(i))}"))}>"
                )
        );
    });
}
