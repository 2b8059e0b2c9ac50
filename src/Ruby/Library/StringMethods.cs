using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Ruby;

// Tables of methods: the file length and the method length are those of the lists.

/// <summary>The methods of strings.</summary>
internal static partial class StringMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        Basics(t);
        Cases(t);
        Trimming(t);
        Asking(t);
        Parts(t);
        Converting(t);
        StringMatching.Fill(t);
        InPlace(t);
    });

    public static string T(object self) => ((RubyString)self).Text;

    /// <summary>A string that an argument is, or converts to.</summary>
    public static RubyString Of(Runtime r, object value) => value as RubyString ?? r.String(r.Text(value));

    private static RubyString W(Runtime r, object self)
    {
        r.Change((RubyObject)self);
        r.Grow(((RubyString)self).Length);
        return (RubyString)self;
    }

    // A table of methods: the method length is that of the list.
    private static void Basics(NativeTable t)
    {
        t.Hidden("initialize", 0, 2, Initialize);
        t.On(
            "to_s",
            0,
            static (r, s, _, _) =>
                r.ClassOf(s) == r.Classes.String || r.RealClass(s) == r.Classes.String ? s : Like(r, s, T(s))
        );
        t.Alias("to_str", "to_s");
        t.On("inspect", 0, static (r, s, _, _) => r.String(Inspection.Of((RubyString)s)));
        t.On("dump", 0, static (r, s, _, _) => r.String(Inspection.Dump((RubyString)s)));
        t.On("undump", 0, static (r, s, _, _) => Undumped(r, T(s)));
        t.On("+", 1, static (r, s, a, _) => Joined(r, (RubyString)s, a[0]));
        t.On(
            "*",
            1,
            static (r, s, a, _) =>
                r.Int(a[0]) is >= 0 and var n
                    ? T(s).Length == 0
                        ? Like(r, s, "")
                        : (decimal)T(s).Length * n < r.Limits.Size
                            ? Like(r, s, new StringBuilder().Insert(0, T(s), (int)n).ToString())
                            : throw r.Error("ArgumentError", "argument too big")
                    : throw r.Error("ArgumentError", "negative argument")
        );
        t.On(
            "%",
            1,
            static (r, s, a, _) =>
                Formatting.Format(
                    r,
                    (RubyString)s,
                    a[0] is RubyArray list ? [.. list.Items]
                        : a[0] is RubyObject and not (RubyString or RubyHash) && r.RespondsTo(a[0], "to_ary")
                            ? [.. r.ToArray(a[0]).Items]
                        : a
                )
        );
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyString other
                        ? AreEqual((RubyString)s, other)
                        : a[0] is RubyObject
                            && r.RespondsTo(a[0], "to_str")
                            && Runtime.IsTrue(r.Send(a[0], "==", s))
                )
        );
        t.Alias("===", "==");
        t.On(
            "eql?",
            1,
            static (_, s, a, _) => Booleans.Of(a[0] is RubyString other && AreEqual((RubyString)s, other))
        );
        t.On(
            "<=>",
            1,
            static (r, s, a, _) =>
                a[0] is RubyString other ? Order((RubyString)s, other)
                : a[0] is not RubyObject ? Nil.Value
                : r.RespondsTo(a[0], "to_str") && r.Send(a[0], "to_str") is RubyString text
                    ? Order((RubyString)s, text)
                : r.Send(a[0], "<=>", s) is var order && Runtime.IsNumber(order) ? Numbers.Subtract(0L, order)
                : Nil.Value
        );
        t.On(
            "casecmp",
            1,
            static (r, s, a, _) =>
                Other(r, (RubyString)s, a[0]) is not { Text: var other }
                    ? Nil.Value
                    : (long)Math.Sign(string.CompareOrdinal(AsciiLower(T(s)), AsciiLower(other)))
        );
        t.On(
            "casecmp?",
            1,
            static (r, s, a, _) =>
                Other(r, (RubyString)s, a[0]) is not { Text: var other }
                    ? Nil.Value
                    : Booleans.Of(LetterCase.Folded(T(s)) == LetterCase.Folded(other))
        );
        t.On("hash", 0, static (_, s, _, _) => (long)T(s).GetHashCode());
        t.On("length", 0, static (_, s, _, _) => Boxes.Of(Length((RubyString)s)));
        t.Alias("size", "length");
        t.On("bytesize", 0, static (_, s, _, _) => (long)((RubyString)s).Bytes.Length);
        t.On(
            "<<",
            1,
            static (r, s, a, _) =>
            {
                Append(r, W(r, s), a[0]);
                return s;
            }
        );
        t.On(
            "concat",
            -1,
            static (r, s, a, _) =>
            {
                var self = W(r, s);
                foreach (var more in a.Select(one => one == s ? Like(r, s, T(s)) : one).ToArray())
                {
                    Append(r, self, more);
                }
                return s;
            }
        );
        t.On(
            "prepend",
            -1,
            static (r, s, a, _) =>
            {
                var self = W(r, s);
                self.Text = string.Concat(a.Select(more => StringMatching.Beside(r, self, more))) + self.Text;
                return s;
            }
        );
        t.On("replace", 1, Initialize);
        t.Alias("initialize_copy", "replace");
        t.On(
            "clear",
            0,
            static (r, s, _, _) =>
            {
                W(r, s).Text = "";
                return s;
            }
        );
        t.On(
            "insert",
            2,
            static (r, s, a, _) =>
            {
                var at = r.Int(a[0]);
                var whole = Places.Count(T(s));
                var self = (RubyString)s;
                var more = a[1] as RubyString ?? r.String(r.Text(a[1]));
                var from = at < 0 ? at + whole + 1 : at;
                if (from < 0 || from > whole)
                {
                    throw r.Error("IndexError", $"index {(at < 0 ? at + 1 : at)} out of string");
                }
                r.Change(self);
                self.Text = T(s).Insert(Places.Unit(T(s), (int)from), StringMatching.Beside(r, self, more));
                return s;
            }
        );
        t.On("+@", 0, static (r, s, _, _) => ((RubyString)s).IsFrozen ? Like(r, s, T(s)) : s);
        t.On(
            "-@",
            0,
            static (r, s, _, _) =>
                ((RubyString)s).IsFrozen
                    ? s
                    : new RubyString(r.Classes.String, T(s))
                    {
                        IsFrozen = true,
                        Encoding = ((RubyString)s).Encoding,
                    }
        );
    }

    private static string AsciiLower(string text) =>
        Ascii.IsValid(text)
            ? text.ToLowerInvariant()
            : string.Concat(text.Select(c => char.IsAscii(c) ? char.ToLowerInvariant(c) : c));

    private static bool AreEqual(RubyString one, RubyString other) =>
        one.Text == other.Text
        && (
            one.Encoding == other.Encoding
            || one.Length == 0
            || RubyEncoding.IsAscii(one.Text)
                && one.Encoding.IsAsciiCompatible
                && other.Encoding.IsAsciiCompatible
        );

    /// <summary>The order of two strings: that of their bytes.</summary>
    private static object Order(RubyString one, RubyString other)
    {
        var order =
            one.IsText == other.IsText
                ? string.CompareOrdinal(one.Text, other.Text)
                : one.Bytes.AsSpan().SequenceCompareTo(other.Bytes);
        return (long)(
            order == 0 && !AreEqual(one, other)
                ? Math.Sign(
                    Array.IndexOf(RubyEncoding.All, one.Encoding)
                        - Array.IndexOf(RubyEncoding.All, other.Encoding)
                )
                : Math.Sign(order)
        );
    }

    /// <summary>What a string is compared with; null for no string, or for other characters.</summary>
    private static RubyString? Other(Runtime r, RubyString self, object value) =>
        value is not RubyString && !r.RespondsTo(value, "to_str") ? null
        : Of(r, value) is var other && RubyEncoding.Compatible(self, other) is not null ? other
        : null;

    /// <summary>How many characters it has.</summary>
    private static int Length(RubyString text) =>
        text.Encoding.UnitSize == 1
            ? Places.Count(text.Text)
            : Transcoding.Pieces(text.Bytes, text.Encoding).Count();

    /// <summary>Takes the text of another string, and its encoding, or the one that is told.</summary>
    private static object Initialize(Runtime r, object s, object[] a, RubyProc? block)
    {
        var self = (RubyString)s;
        r.Change(self);
        var options = a is [.., RubyHash hash] ? hash : null;
        if (a is [not RubyHash, ..])
        {
            var other = a[0] as RubyString ?? r.String(r.Text(a[0]));
            (self.Text, self.Encoding) = (other.Text, other.Encoding);
        }
        if (options?.Find(new Symbol("encoding")) is { } encoding && encoding is not Nil)
        {
            r.Send(self, "force_encoding", encoding);
        }
        return s;
    }

    /// <summary>A text in the encoding of another one.</summary>
    public static RubyString Like(Runtime r, object self, string text) =>
        new(r.Classes.String, text) { Encoding = ((RubyString)self).Encoding };

    private static void Cases(NativeTable t)
    {
        foreach (var name in new[] { "upcase", "downcase", "capitalize", "swapcase" })
        {
            t.On(name, -1, (r, s, a, _) => Like(r, s, LetterCase.Changed(r, (RubyString)s, name, a)));
        }
        t.On("reverse", 0, static (r, s, _, _) => Like(r, s, string.Concat(Texts((RubyString)s).Reverse())));
        t.On("succ", 0, static (r, s, _, _) => Like(r, s, Successor.Of(T(s))));
        t.Alias("next", "succ");
        t.On("center", 1, 2, static (r, s, a, _) => Padded(r, (RubyString)s, a, 2));
        t.On("ljust", 1, 2, static (r, s, a, _) => Padded(r, (RubyString)s, a, 0));
        t.On("rjust", 1, 2, static (r, s, a, _) => Padded(r, (RubyString)s, a, 1));
    }

    private static RubyString Padded(Runtime r, RubyString self, object[] a, int side)
    {
        var whole = Like(r, self, T(self));
        var pad = a.Length > 1 ? StringMatching.Beside(r, whole, a[1]) : " ";
        var missing = (int)Math.Clamp(r.Int(a[0]) - Places.Count(T(self)), 0, int.MaxValue);
        if (pad.Length == 0)
        {
            throw r.Error("ArgumentError", "zero width padding");
        }
        if (missing > r.Limits.Size)
        {
            throw r.Error("ArgumentError", "argument too big");
        }
        var width = Places.Count(pad);
        string Fill(int count) =>
            Places.Part(string.Concat(Enumerable.Repeat(pad, count / width + 1)), 0, count);
        whole.Text = side switch
        {
            0 => T(self) + Fill(missing),
            1 => Fill(missing) + T(self),
            _ => Fill(missing / 2) + T(self) + Fill(missing - missing / 2),
        };
        return whole;
    }

    private static readonly char[] White = [' ', '\t', '\n', '\v', '\f', '\r', '\0'];

    // A table of methods: the method length is that of the list.
    private static void Trimming(NativeTable t)
    {
        t.On("strip", 0, static (r, s, _, _) => Like(r, s, T(s).Trim(White)));
        t.On("lstrip", 0, static (r, s, _, _) => Like(r, s, T(s).TrimStart(White)));
        t.On("rstrip", 0, static (r, s, _, _) => Like(r, s, T(s).TrimEnd(White)));
        t.On(
            "chomp",
            0,
            1,
            static (r, s, a, _) =>
                Like(
                    r,
                    s,
                    a is [Nil] || a is [] && r.Global("$/") is Nil
                        ? T(s)
                        : Chomped(T(s), r.Text(a.Length > 0 ? a[0] : r.Global("$/")))
                )
        );
        t.On(
            "chop",
            0,
            static (r, s, _, _) =>
                Like(
                    r,
                    s,
                    T(s) is var text && text.EndsWith("\r\n", StringComparison.Ordinal)
                        ? text[..^2]
                        : Places.Part(text, 0, Math.Max(0, Places.Count(text) - 1))
                )
        );
        t.On("chr", 0, static (r, s, _, _) => Like(r, s, T(s).Length > 0 ? Places.Part(T(s), 0, 1) : ""));
        t.On(
            "delete_prefix",
            1,
            static (r, s, a, _) =>
                r.Text(a[0]) is var prefix && T(s).StartsWith(prefix, StringComparison.Ordinal)
                    ? Like(r, s, T(s)[prefix.Length..])
                    : Like(r, s, T(s))
        );
        t.On(
            "delete_suffix",
            1,
            static (r, s, a, _) =>
                r.Text(a[0]) is var suffix && T(s).EndsWith(suffix, StringComparison.Ordinal)
                    ? Like(r, s, T(s)[..^suffix.Length])
                    : Like(r, s, T(s))
        );
        t.On(
            "squeeze",
            -1,
            static (r, s, a, _) =>
            {
                var isIn = CharacterSet.OfAll(r, a.Select(r.Text));
                var output = new StringBuilder();
                int? last = null;
                foreach (var c in Places.Codes(EncodingMethods.Whole(r, s).Text))
                {
                    if (last != c || !isIn(c))
                    {
                        output.Append(Places.Text(c));
                    }
                    last = c;
                }
                return Like(r, s, output.ToString());
            }
        );
        t.On(
            "delete",
            -2,
            static (r, s, a, _) =>
            {
                var isIn = CharacterSet.OfAll(r, a.Select(r.Text));
                return Like(
                    r,
                    s,
                    string.Concat(
                        Places
                            .Codes(EncodingMethods.Whole(r, s).Text)
                            .Where(c => !isIn(c))
                            .Select(Places.Text)
                    )
                );
            }
        );
        t.On(
            "count",
            -2,
            static (r, s, a, _) =>
                (long)
                    Places
                        .Codes(EncodingMethods.Whole(r, s).Text)
                        .Count(CharacterSet.OfAll(r, a.Select(r.Text)))
        );
        t.On("tr", 2, static (r, s, a, _) => Translated(r, (RubyString)s, a, false));
        t.On("tr_s", 2, static (r, s, a, _) => Translated(r, (RubyString)s, a, true));
    }

    private static RubyString Translated(Runtime r, RubyString self, object[] a, bool squeezes)
    {
        var whole = Like(r, self, T(self));
        var (from, to) = (r.Text(a[0]), StringMatching.Beside(r, whole, a[1]));
        whole.Text = CharacterSet.Translate(r, EncodingMethods.Whole(r, self).Text, from, to, squeezes);
        return whole;
    }

    private static string WithoutLineEnds(string text)
    {
        while (text.EndsWith('\n'))
        {
            text = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text[..^1];
        }
        return text;
    }

    private static string Chomped(string text, string? end) =>
        end is "" ? WithoutLineEnds(text)
        : end is not (null or "\n")
            ? text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length]
                : text
        : text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
        : text.EndsWith('\n') || text.EndsWith('\r') ? text[..^1]
        : text;

    private static void Asking(NativeTable t)
    {
        t.On("empty?", 0, static (_, s, _, _) => Booleans.Of(T(s).Length == 0));
        t.On(
            "include?",
            1,
            static (r, s, a, _) => Booleans.Of(T(s).Contains(r.Text(a[0]), StringComparison.Ordinal))
        );
        t.On(
            "start_with?",
            -1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a.Any(p =>
                        p is RubyRegexp regexp
                            ? regexp.Match(r, T(s)) is { Match.Index: 0 }
                            : T(s).StartsWith(r.Text(p), StringComparison.Ordinal)
                    )
                )
        );
        t.On(
            "end_with?",
            -1,
            static (r, s, a, _) => Booleans.Of(a.Any(p => T(s).EndsWith(r.Text(p), StringComparison.Ordinal)))
        );
        t.On(
            "ord",
            0,
            static (r, s, _, _) =>
                T(s).Length > 0
                    ? Codes(r, (RubyString)s).First()
                    : throw r.Error("ArgumentError", "empty string")
        );
        t.On(
            "sum",
            0,
            1,
            static (r, s, a, _) =>
                ((RubyString)s).Bytes.Sum(b => (long)b)
                & (
                    a.Length > 0 && r.Int(a[0]) <= 0
                        ? -1
                        : (1L << (int)Math.Min(a.Length > 0 ? r.Int(a[0]) : 16, 62)) - 1
                )
        );
        t.On("hex", 0, static (_, s, _, _) => Numbers.Leading(T(s), 16));
        t.On("oct", 0, static (_, s, _, _) => Numbers.Prefixed(T(s), 8));
        EncodingMethods.Fill(t);
    }

    private static void Parts(NativeTable t)
    {
        foreach (
            var (name, iterator, items) in new (
                string,
                string,
                Func<Runtime, RubyString, object[], IEnumerable<object>>
            )[]
            {
                ("chars", "each_char", static (r, s, _) => Texts(s).Select(one => Like(r, s, one))),
                ("bytes", "each_byte", static (_, s, _) => s.Bytes.Select(b => (object)(long)b)),
                ("codepoints", "each_codepoint", static (r, s, _) => Codes(r, s)),
                (
                    "lines",
                    "each_line",
                    static (r, s, a) => Lines(r, s.Text, a).Select(one => Like(r, s, one))
                ),
                (
                    "grapheme_clusters",
                    "each_grapheme_cluster",
                    static (r, s, _) => Clusters(s.Text).Select(one => Like(r, s, one))
                ),
            }
        )
        {
            var most = name == "lines" ? 2 : 0;
            t.On(
                name,
                0,
                most,
                (r, s, a, b) =>
                    r.Array([.. items(r, (RubyString)s, a)]) is var all && b is null
                        ? all
                        : Yielded(s, all.Items, b)
            );
            t.On(
                iterator,
                0,
                most,
                (r, s, a, b) =>
                    b is null
                        ? new RubyEnumerator(r.Classes.Enumerator, s, iterator, a)
                        {
                            Size =
                                name == "lines"
                                    ? null
                                    : r.Native(_ => (long)items(r, (RubyString)s, a).Count()),
                        }
                        : Yielded(s, items(r, (RubyString)s, a), b)
            );
        }
        t.On(
            "upto",
            1,
            2,
            static (r, s, a, b) =>
                b is null
                    ? new RubyEnumerator(r.Classes.Enumerator, s, "upto", a)
                    : Yielded(
                        s,
                        RangeMethods.Texts(r, T(s), r.Text(a[0]), a.Length > 1 && Runtime.IsTrue(a[1])),
                        b
                    )
        );
        t.On("unpack", 1, 2, static (r, s, a, _) => Unpacking.Unpack(r, (RubyString)s, a));
        t.On(
            "unpack1",
            1,
            2,
            static (r, s, a, _) => Unpacking.Unpack(r, (RubyString)s, a).Items.FirstOrDefault() ?? Nil.Value
        );
    }

    private static object Yielded(object self, IEnumerable<object> items, RubyProc block)
    {
        foreach (var item in items)
        {
            block.Call(item);
        }
        return self;
    }

    private static IEnumerable<object> Codes(Runtime r, RubyString text) =>
        text.Encoding.UnitSize == 1
            ? Places
                .Codes(text.Text)
                .Select(c =>
                    c is >= 0xd800 and <= 0xdfff || c > 0x7f && text.Encoding == RubyEncoding.Ascii
                        ? throw r.Error("ArgumentError", $"invalid byte sequence in {text.Encoding.Name}")
                        : (object)(long)c
                )
            : Transcoding
                .Pieces(text.Bytes, text.Encoding)
                .Select(piece =>
                    piece.Character is { } rune
                        ? (object)(long)rune.Value
                        : throw r.Error("ArgumentError", $"invalid byte sequence in {text.Encoding.Name}")
                );

    /// <summary>Its characters.</summary>
    private static IEnumerable<string> Texts(RubyString text) =>
        text.Encoding.UnitSize == 1
            ? Places.Characters(text.Text)
            : Transcoding
                .Pieces(text.Bytes, text.Encoding)
                .Select(piece =>
                    RubyEncoding.Latin(
                        piece.Character is { } rune
                            ? text.Encoding.Codec!.GetBytes(rune.ToString())
                            : piece.Wrong
                    )
                );

    private static IEnumerable<string> Lines(Runtime r, string text, object[] a)
    {
        var options = a is [.., RubyHash hash] ? hash : null;
        var given = a is [not RubyHash, ..] ? a[0] : r.Global("$/");
        if (given is Nil)
        {
            if (text.Length > 0)
            {
                yield return text;
            }
            yield break;
        }
        var separator = r.Text(given);
        var isChomped = options?.Find(new Symbol("chomp")) is { } chomp && Runtime.IsTrue(chomp);
        foreach (var line in separator == "\n" ? Lines(text) : Lines(text, separator))
        {
            yield return isChomped
            && separator.Length == 0
            && line.TrimEnd('\r', '\n').Length + 1 < line.Length
                ? Chomped(line, null)
            : !isChomped || !line.EndsWith(separator, StringComparison.Ordinal) ? line
            : line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2]
            : line[..^separator.Length];
        }
    }

    private static IEnumerable<string> Lines(string text, string separator)
    {
        // Without one, paragraphs: lines up to an empty one, and what more of those follow is dropped.
        if (separator.Length == 0)
        {
            foreach (Match paragraph in Paragraph().Matches(text))
            {
                yield return paragraph.Groups[1].Value;
            }
            yield break;
        }
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf(separator, at, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end + separator.Length;
            yield return text[at..end];
            at = end;
        }
    }

    [GeneratedRegex(@"\G(.+?(?:\r?\n\r?\n|\z))(?:\r?\n)*", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    private static IEnumerable<string> Clusters(string text)
    {
        var all = System.Globalization.StringInfo.GetTextElementEnumerator(text);
        while (all.MoveNext())
        {
            yield return all.GetTextElement();
        }
    }

    private static RubyString Joined(Runtime r, RubyString self, object more)
    {
        r.Grow(self.Length);
        var joined = new RubyString(r.Classes.String, self.Text) { Encoding = self.Encoding };
        Append(r, joined, more is RubyString ? more : r.String(r.Text(more)));
        return joined;
    }

    /// <summary>Puts a text, or the character of a number, behind a string.</summary>
    private static void Append(Runtime r, RubyString self, object more)
    {
        if (more is long code)
        {
            var character =
                code is < 0 or > uint.MaxValue ? throw r.Error("RangeError", $"{code} out of char range")
                : self.Encoding == RubyEncoding.Ascii && code is > 127 and < 256
                    ? EncodingMethods.FromBytes(r, [(byte)code], RubyEncoding.Binary)
                : Character(r, code, self.Encoding);
            (self.Text, self.Encoding) = (self.Text + character.Text, character.Encoding);
            return;
        }
        if (more is System.Numerics.BigInteger)
        {
            throw r.Error("RangeError", "bignum out of char range");
        }
        var text = StringMatching.Beside(r, self, more);
        self.Append(text);
        if (self.IsText && text.Length > 0 && RubyEncoding.IsStray(text[0]))
        {
            self.Text = RubyEncoding.Joined(self.Text);
        }
    }

    /// <summary>The character of a number in an encoding.</summary>
    public static RubyString Character(Runtime r, long code, RubyEncoding encoding) =>
        encoding.Codec is { } codec
            ? Rune.IsValid((int)Math.Min(code, int.MaxValue))
                ? EncodingMethods.FromBytes(r, codec.GetBytes(char.ConvertFromUtf32((int)code)), encoding)
                : throw r.Error(
                    "RangeError",
                    code > 0x10ffff
                        ? $"{code} out of char range"
                        : $"invalid codepoint 0x{code:X} in {encoding.Name}"
                )
            : code < (encoding == RubyEncoding.Ascii ? 0x80 : 0x100)
                ? EncodingMethods.FromBytes(r, [(byte)code], encoding)
                : throw r.Error("RangeError", $"{code} out of char range");

    private static RubyString Undumped(Runtime r, string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            throw r.Error(
                "RuntimeError",
                "invalid dumped string; not wrapped with '\"' nor '\"...\".force_encoding(\"...\")' form"
            );
        }
        var result = Parser.Parse(new Text.SourceFile("(dump)", text));
        return result.Program?.Body is StringExpression literal
            ? r.String(literal.Value)
            : throw r.Error("RuntimeError", "invalid dumped string");
    }

    public static IEnumerable<string> Lines(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            yield return text[at..end];
            at = end;
        }
    }

    private static void Converting(NativeTable t)
    {
        t.On(
            "to_i",
            0,
            1,
            static (r, s, a, _) =>
                (a.Length > 0 ? r.Int(a[0]) : 10) is var radix && radix is < 0 or 1 or > 36
                    ? throw r.Error("ArgumentError", $"invalid radix {radix}")
                : radix == 0 ? Numbers.Prefixed(T(s), 10)
                : Numbers.Leading(T(s), (int)radix)
        );
        t.On("to_f", 0, static (_, s, _, _) => FloatPrefix.Of(T(s)));
        t.On(
            "to_sym",
            0,
            static (r, s, _, _) =>
                EncodingMethods.IsValid((RubyString)s)
                    ? new Symbol(T(s))
                    : throw r.Error(
                        "EncodingError",
                        $"invalid symbol in encoding {((RubyString)s).Encoding.Name} :{Inspection.Of((RubyString)s)}"
                    )
        );
        t.Alias("intern", "to_sym");
        t.On("shellescape", 0, static (r, s, _, _) => r.String(ModuleLibraries.ShellEscaped(T(s))));
        t.On("to_c", 0, static (_, s, _, _) => FloatPrefix.Of(T(s)));
        t.On(
            "crypt",
            1,
            static (r, s, a, _) =>
                r.Text(a[0]) is { Length: < 2 }
                    ? throw r.Error("ArgumentError", "salt too short (need >=2 bytes)")
                : PasswordCrypt.Hash(T(s), r.Text(a[0])) is { } hash ? r.String(hash)
                : r.Text(a[0]).StartsWith("$2", StringComparison.Ordinal)
                    ? throw r.Error("SecurityError", "crypt is to be had with bcrypt up to a strength of 14")
                : r.String("*0")
        );
    }

    // A table of methods: the method length is that of the list.
    private static void InPlace(NativeTable t)
    {
        foreach (
            var name in new[]
            {
                "upcase",
                "downcase",
                "capitalize",
                "swapcase",
                "reverse",
                "strip",
                "lstrip",
                "rstrip",
                "chomp",
                "chop",
                "squeeze",
                "delete",
                "tr",
                "tr_s",
                "sub",
                "gsub",
                "succ",
                "next",
                "delete_prefix",
                "delete_suffix",
            }
        )
        {
            t.On(
                name + "!",
                -1,
                (r, s, a, b) =>
                {
                    var self = W(r, s);
                    var before = self.Text;
                    if (r.Send(s, name, a, b) is not RubyString { Text: var changed, Encoding: var encoding })
                    {
                        return new RubyEnumerator(r.Classes.Enumerator, s, name + "!", a);
                    }
                    if (b is not null && self.Text != before)
                    {
                        throw r.Error("RuntimeError", "string modified");
                    }
                    r.Change(self);
                    (self.Text, self.Encoding) = (changed, encoding);
                    return changed == before && name is not ("reverse" or "succ" or "next") ? Nil.Value : s;
                }
            );
        }
        t.On(
            "slice!",
            1,
            2,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                var part = r.Send(s, "[]", a);
                if (part is RubyString found)
                {
                    var whole = Places.Count(T(s));
                    var at =
                        a[0] is RubyRegexp
                            ? ((RubyMatch)r.Caller!.LastMatch).PlaceOf(a.Length > 1 ? a[1] : 0L)
                        : a is [RubyRange range]
                            ? Places.Unit(T(s), RangeMethods.Bounds(r, range, whole)!.Value.From)
                        : a[0] is RubyString ? T(s).IndexOf(found.Text, StringComparison.Ordinal)
                        : Places.Unit(T(s), (int)(r.Int(a[0]) is var i && i < 0 ? i + whole : i));
                    W(r, s).Text = T(s).Remove(at, found.Text.Length);
                }
                return part;
            }
        );
    }
}

/// <summary>The float that a text begins with, as <c>to_f</c> has it, or is as a whole.</summary>
internal static partial class FloatPrefix
{
    /// <summary>The number when the text is one and nothing else, or null.</summary>
    public static double? Whole(string text)
    {
        if (Hexadecimal().Match(text) is { Success: true } hex)
        {
            var rest = hex.Groups["rest"].Value.Replace("_", "", StringComparison.Ordinal);
            var digits = hex.Groups["whole"].Value.Replace("_", "", StringComparison.Ordinal) + rest;
            var value = digits.Aggregate(
                0.0,
                (sum, digit) => sum * 16 + Convert.ToInt32(digit.ToString(), 16)
            );
            var power = hex.Groups["power"].Success
                ? double.Parse(
                    hex.Groups["power"].Value.Replace("_", "", StringComparison.Ordinal),
                    System.Globalization.CultureInfo.InvariantCulture
                )
                : 0;
            value = Math.ScaleB(value, (int)Math.Clamp(power, -100_000, 100_000) - 4 * rest.Length);
            return hex.Groups["sign"].Value == "-" ? -value : value;
        }
        return Plain().IsMatch(text)
            ? double.Parse(
                text.Replace("_", "", StringComparison.Ordinal),
                System.Globalization.CultureInfo.InvariantCulture
            )
            : null;
    }

    [System.Text.RegularExpressions.GeneratedRegex(
        @"\A[+-]?(?:\d+(?:_\d+)*)?(?:(?<=\d)|(?=\.\d))(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+(?:_\d+)*)?\z"
    )]
    private static partial System.Text.RegularExpressions.Regex Plain();

    [System.Text.RegularExpressions.GeneratedRegex(
        @"\A(?<sign>[+-]?)0[xX](?<whole>[0-9a-fA-F]+|\d+(?:_\d+)+)"
            + @"(?:\.(?<rest>[0-9a-fA-F]+|\d+(?:_\d+)+))?(?:[pP](?<power>[+-]?\d+(?:_\d+)*))?\z"
    )]
    private static partial System.Text.RegularExpressions.Regex Hexadecimal();

    public static double Of(string text) =>
        Pattern().Match(text.TrimStart()) is { Success: true } match
            ? double.Parse(
                match.Value.Replace("_", "", StringComparison.Ordinal),
                System.Globalization.CultureInfo.InvariantCulture
            )
            : 0.0;

    [System.Text.RegularExpressions.GeneratedRegex(
        @"^[+-]?(?:\d+(?:_\d+)*)?(?:(?<=\d)|(?=\.))(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+(?:_\d+)*)?"
    )]
    private static partial System.Text.RegularExpressions.Regex Pattern();
}

/// <summary>
/// The characters that <c>tr</c>, <c>delete</c> and <c>count</c> name: <c>a-z</c>, <c>^0-9</c>.
/// </summary>
internal static class CharacterSet
{
    public static Func<int, bool> Of(Runtime r, string set)
    {
        var isNegated = set.Length > 1 && set[0] == '^';
        var all = Expanded(r, isNegated ? set[1..] : set).ToHashSet();
        return c => all.Contains(c) != isNegated;
    }

    /// <summary>Whether a character is in each of the sets.</summary>
    public static Func<int, bool> OfAll(Runtime r, IEnumerable<string> sets)
    {
        Func<int, bool>[] all = [.. sets.Select(set => Of(r, set))];
        return c => all.All(isIn => isIn(c));
    }

    private static List<int> Expanded(Runtime r, string set)
    {
        var all = new List<int>();
        int[] given = [.. Places.Codes(set)];
        for (var i = 0; i < given.Length; i++)
        {
            i += given[i] == '\\' && i + 1 < given.Length ? 1 : 0;
            var from = given[i];
            if (i + 2 >= given.Length || given[i + 1] != '-')
            {
                all.Add(from);
                continue;
            }
            i += given[i + 2] == '\\' && i + 3 < given.Length ? 3 : 2;
            if (from > given[i])
            {
                throw r.Error(
                    "ArgumentError",
                    $"invalid range \"{Places.Text(from)}-{Places.Text(given[i])}\" in string transliteration"
                );
            }
            all.AddRange(Enumerable.Range(from, given[i] - from + 1));
        }
        return all;
    }

    public static string Translate(Runtime r, string text, string from, string to, bool squeezes)
    {
        var isNegated = from.Length > 1 && from[0] == '^';
        var source = Expanded(r, isNegated ? from[1..] : from);
        var target = Expanded(r, to);
        var output = new StringBuilder();
        int? last = null;
        foreach (var c in Places.Codes(text))
        {
            var at = isNegated
                ? source.Contains(c)
                    ? -1
                    : target.Count - 1
                : source.IndexOf(c);
            if (isNegated ? source.Contains(c) : at < 0)
            {
                output.Append(Places.Text(c));
                last = null;
            }
            else if (target.Count > 0)
            {
                var changed = target[Math.Min(at, target.Count - 1)];
                if (!squeezes || last != changed)
                {
                    output.Append(Places.Text(changed));
                }
                last = changed;
            }
        }
        return output.ToString();
    }
}
