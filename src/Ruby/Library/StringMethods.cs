using System.Text;

namespace Bunraku.Ruby;

// Tables of methods: the file length and the method length are those of the lists.

/// <summary>The methods of strings.</summary>
internal static class StringMethods
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

    private static RubyString W(Runtime r, object self)
    {
        r.Change((RubyObject)self);
        r.Grow(((RubyString)self).Length);
        return (RubyString)self;
    }

    // A table of methods: the method length is that of the list.
    private static void Basics(NativeTable t)
    {
        t.Hidden(
            "initialize",
            0,
            2,
            static (r, s, a, _) =>
            {
                ((RubyString)s).Text = a.Length > 0 && a[0] is RubyString ? r.Text(a[0]) : "";
                return s;
            }
        );
        t.On("to_s", 0, static (_, s, _, _) => s);
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
                    ? (decimal)T(s).Length * n < r.Limits.Size
                        ? Like(r, s, new StringBuilder().Insert(0, T(s), (int)n).ToString())
                        : throw r.Error("ArgumentError", "argument too big")
                    : throw r.Error("ArgumentError", "negative argument")
        );
        t.On(
            "%",
            1,
            static (r, s, a, _) =>
                r.String(Formatting.Format(r, T(s), a[0] is RubyArray list ? [.. list.Items] : a))
        );
        t.On("==", 1, static (_, s, a, _) => Booleans.Of(a[0] is RubyString other && other.Text == T(s)));
        t.Alias("===", "==");
        t.Alias("eql?", "==");
        t.On(
            "<=>",
            1,
            static (_, s, a, _) =>
                a[0] is RubyString other
                    ? (long)Math.Sign(string.CompareOrdinal(T(s), other.Text))
                    : Nil.Value
        );
        t.On(
            "casecmp",
            1,
            static (_, s, a, _) =>
                a[0] is RubyString other
                    ? (long)Math.Sign(string.CompareOrdinal(AsciiLower(T(s)), AsciiLower(other.Text)))
                    : Nil.Value
        );
        t.On(
            "casecmp?",
            1,
            static (_, s, a, _) =>
                a[0] is RubyString other
                    ? Booleans.Of(T(s).Equals(other.Text, StringComparison.OrdinalIgnoreCase))
                    : Nil.Value
        );
        t.On("hash", 0, static (_, s, _, _) => (long)T(s).GetHashCode());
        t.On("length", 0, static (_, s, _, _) => Boxes.Of(Places.Count(T(s))));
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
                W(r, s).Append(string.Concat(a.Select(r.Text)));
                return s;
            }
        );
        t.On(
            "prepend",
            -1,
            static (r, s, a, _) =>
            {
                W(r, s).Text = string.Concat(a.Select(r.Text)) + T(s);
                return s;
            }
        );
        t.On(
            "replace",
            1,
            static (r, s, a, _) =>
            {
                W(r, s).Text = r.Text(a[0]);
                return s;
            }
        );
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
                var from = at < 0 ? at + whole + 1 : at;
                if (from < 0 || from > whole)
                {
                    throw r.Error("IndexError", $"index {(at < 0 ? at + 1 : at)} out of string");
                }
                W(r, s).Text = T(s).Insert(Places.Unit(T(s), (int)from), r.Text(a[1]));
                return s;
            }
        );
        t.On("+@", 0, static (r, s, _, _) => ((RubyString)s).IsFrozen ? r.String(T(s)) : s);
        t.On(
            "-@",
            0,
            static (r, s, _, _) =>
                ((RubyString)s).IsFrozen ? s : new RubyString(r.Classes.String, T(s)) { IsFrozen = true }
        );
    }

    private static string AsciiLower(string text) =>
        Ascii.IsValid(text)
            ? text.ToLowerInvariant()
            : string.Concat(text.Select(c => char.IsAscii(c) ? char.ToLowerInvariant(c) : c));

    public static string Capitalized(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    /// <summary>A text in the encoding of another one.</summary>
    public static RubyString Like(Runtime r, object self, string text) =>
        new(r.Classes.String, text) { Encoding = ((RubyString)self).Encoding };

    private static void Cases(NativeTable t)
    {
        t.On(
            "upcase",
            -1,
            static (r, s, _, _) =>
                Like(r, s, T(s).Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant())
        );
        t.On("downcase", -1, static (r, s, _, _) => Like(r, s, T(s).ToLowerInvariant()));
        t.On("capitalize", -1, static (r, s, _, _) => Like(r, s, Capitalized(T(s))));
        t.On(
            "swapcase",
            -1,
            static (r, s, _, _) =>
                Like(
                    r,
                    s,
                    new string([
                        .. T(s)
                            .Select(c =>
                                char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)
                            ),
                    ])
                )
        );
        t.On(
            "reverse",
            0,
            static (r, s, _, _) => Like(r, s, string.Concat(Places.Characters(T(s)).Reverse()))
        );
        t.On("succ", 0, static (r, s, _, _) => Like(r, s, Successor.Of(T(s))));
        t.Alias("next", "succ");
        t.On("center", 1, 2, static (r, s, a, _) => Like(r, s, Padded(r, s, a, 2)));
        t.On("ljust", 1, 2, static (r, s, a, _) => Like(r, s, Padded(r, s, a, 0)));
        t.On("rjust", 1, 2, static (r, s, a, _) => Like(r, s, Padded(r, s, a, 1)));
    }

    private static string Padded(Runtime r, object self, object[] a, int side)
    {
        var pad = a.Length > 1 ? r.Text(a[1]) : " ";
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
        return side switch
        {
            0 => T(self) + Fill(missing),
            1 => Fill(missing) + T(self),
            _ => Fill(missing / 2) + T(self) + Fill(missing - missing / 2),
        };
    }

    private static readonly char[] White = [' ', '\t', '\n', '\v', '\f', '\r', '\0'];

    // A table of methods: the method length is that of the list.
    private static void Trimming(NativeTable t)
    {
        t.On("strip", 0, static (r, s, _, _) => Like(r, s, T(s).TrimStart(White[..^1]).TrimEnd(White)));
        t.On("lstrip", 0, static (r, s, _, _) => Like(r, s, T(s).TrimStart(White[..^1])));
        t.On("rstrip", 0, static (r, s, _, _) => Like(r, s, T(s).TrimEnd(White)));
        t.On(
            "chomp",
            0,
            1,
            static (r, s, a, _) =>
                Like(r, s, a is [Nil] ? T(s) : Chomped(T(s), a.Length > 0 ? r.Text(a[0]) : null))
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
                Like(
                    r,
                    s,
                    T(s).StartsWith(r.Text(a[0]), StringComparison.Ordinal)
                        ? T(s)[r.Text(a[0]).Length..]
                        : T(s)
                )
        );
        t.On(
            "delete_suffix",
            1,
            static (r, s, a, _) =>
                Like(
                    r,
                    s,
                    T(s).EndsWith(r.Text(a[0]), StringComparison.Ordinal)
                        ? T(s)[..^r.Text(a[0]).Length]
                        : T(s)
                )
        );
        t.On(
            "squeeze",
            -1,
            static (r, s, a, _) =>
            {
                var isIn = CharacterSet.OfAll(a.Select(r.Text));
                var output = new StringBuilder();
                int? last = null;
                foreach (var c in Places.Codes(T(s)))
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
                var isIn = CharacterSet.OfAll(a.Select(r.Text));
                return Like(r, s, string.Concat(Places.Codes(T(s)).Where(c => !isIn(c)).Select(Places.Text)));
            }
        );
        t.On(
            "count",
            -2,
            static (r, s, a, _) => (long)Places.Codes(T(s)).Count(CharacterSet.OfAll(a.Select(r.Text)))
        );
        t.On(
            "tr",
            2,
            static (r, s, a, _) => Like(r, s, CharacterSet.Translate(T(s), r.Text(a[0]), r.Text(a[1]), false))
        );
        t.On(
            "tr_s",
            2,
            static (r, s, a, _) => Like(r, s, CharacterSet.Translate(T(s), r.Text(a[0]), r.Text(a[1]), true))
        );
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
                    ? (long)char.ConvertToUtf32(T(s), 0)
                    : throw r.Error("ArgumentError", "empty string")
        );
        t.On(
            "sum",
            0,
            1,
            static (r, s, a, _) =>
                Encoding.UTF8.GetBytes(T(s)).Sum(b => (long)b)
                & ((1L << (int)Math.Clamp(a.Length > 0 ? r.Int(a[0]) : 16, 1, 62)) - 1)
        );
        t.On("hex", 0, static (_, s, _, _) => Numbers.Leading(T(s), 16));
        t.On("oct", 0, static (_, s, _, _) => Numbers.Prefixed(T(s), 8));
        EncodingMethods.Fill(t);
    }

    private static void Parts(NativeTable t)
    {
        t.On("chars", 0, static (r, s, _, _) => r.Array([.. Characters(r, (RubyString)s)]));
        t.On(
            "bytes",
            0,
            static (r, s, _, _) => r.Array([.. ((RubyString)s).Bytes.Select(b => (object)(long)b)])
        );
        t.On(
            "codepoints",
            0,
            static (r, s, _, _) => r.Array([.. T(s).EnumerateRunes().Select(c => (object)(long)c.Value)])
        );
        t.On(
            "each_codepoint",
            0,
            static (r, s, _, b) => Yielded(r, s, T(s).EnumerateRunes().Select(c => (object)(long)c.Value), b)
        );
        t.On(
            "lines",
            -1,
            static (r, s, a, _) => r.Array([.. Lines(r, T(s), a).Select(one => Like(r, s, one))])
        );
        t.On(
            "each_line",
            -1,
            static (r, s, a, b) => Yielded(r, s, Lines(r, T(s), a).Select(one => Like(r, s, one)), b)
        );
        t.On(
            "grapheme_clusters",
            0,
            static (r, s, _, _) => r.Array([.. Clusters(T(s)).Select(one => Like(r, s, one))])
        );
        t.On(
            "each_grapheme_cluster",
            0,
            static (r, s, _, b) => Yielded(r, s, Clusters(T(s)).Select(one => Like(r, s, one)), b)
        );
        t.On("each_char", 0, static (r, s, _, b) => Yielded(r, s, Characters(r, (RubyString)s), b));
        t.On(
            "each_byte",
            0,
            static (r, s, _, b) => Yielded(r, s, ((RubyString)s).Bytes.Select(c => (object)(long)c), b)
        );
        t.On(
            "upto",
            1,
            2,
            static (r, s, a, b) =>
                Yielded(
                    r,
                    s,
                    RangeMethods.Items(
                        r,
                        new RubyRange(r.Classes.Range, s, a[0], a.Length > 1 && Runtime.IsTrue(a[1]))
                    ),
                    b
                )
        );
        t.On("unpack", 1, static (r, s, a, _) => Packing.Unpack(r, (RubyString)s, r.Text(a[0])));
        t.On(
            "unpack1",
            1,
            static (r, s, a, _) =>
                Packing.Unpack(r, (RubyString)s, r.Text(a[0])).Items.FirstOrDefault() ?? Nil.Value
        );
    }

    private static object Yielded(Runtime r, object self, IEnumerable<object> items, RubyProc? block)
    {
        if (block is null)
        {
            return new RubyEnumerator(r.Classes.Enumerator, r.Array([.. items]), "each", []);
        }
        foreach (var item in items)
        {
            block.Call(item);
        }
        return self;
    }

    private static IEnumerable<string> Lines(Runtime r, string text, object[] a)
    {
        var options = a is [.., RubyHash hash] ? hash : null;
        if (a is [Nil, ..])
        {
            if (text.Length > 0)
            {
                yield return text;
            }
            yield break;
        }
        var separator = a is [not RubyHash, ..] ? r.Text(a[0]) : "\n";
        var isChomped = options?.Find(new Symbol("chomp")) is { } chomp && Runtime.IsTrue(chomp);
        foreach (var line in separator == "\n" ? Lines(text) : Lines(text, separator))
        {
            yield return !isChomped || !line.EndsWith(separator, StringComparison.Ordinal) ? line
            : line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2]
            : line[..^separator.Length];
        }
    }

    private static IEnumerable<string> Lines(string text, string separator)
    {
        // Without one, paragraphs: lines up to an empty one, and what more of those follow is dropped.
        var isParagraph = separator.Length == 0;
        separator = isParagraph ? "\n\n" : separator;
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf(separator, at, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end + separator.Length;
            yield return text[at..end];
            while (isParagraph && end < text.Length && text[end] == '\n')
            {
                end++;
            }
            at = end;
        }
    }

    private static IEnumerable<object> Characters(Runtime r, RubyString self) =>
        Places
            .Characters(self.Text)
            .Select(one => new RubyString(r.Classes.String, one) { Encoding = self.Encoding });

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
            self.Append(self.IsText ? char.ConvertFromUtf32((int)code) : ((char)(code & 0xff)).ToString());
            return;
        }
        var other = more as RubyString;
        var text = other?.Text ?? r.Text(more);
        if (other is not null && other.Encoding != self.Encoding && !RubyEncoding.IsAscii(text))
        {
            if (!RubyEncoding.IsAscii(self.Text))
            {
                var type = (RubyModule)r.Classes.Object.Constants["Encoding"];
                throw r.Error(
                    (RubyModule)type.Constants["CompatibilityError"],
                    $"incompatible character encodings: {self.Encoding.Name} and {other.Encoding.Name}"
                );
            }
            self.Encoding = other.Encoding;
        }
        self.Append(text);
        if (self.IsText && text.Length > 0 && RubyEncoding.IsStray(text[0]))
        {
            self.Text = RubyEncoding.Joined(self.Text);
        }
    }

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
                a.Length > 0 && a[0] is 0L
                    ? Numbers.Prefixed(T(s), 10)
                    : Numbers.Leading(T(s), a.Length > 0 ? (int)r.Int(a[0]) : 10)
        );
        t.On("to_f", 0, static (_, s, _, _) => FloatPrefix.Of(T(s)));
        t.On("to_sym", 0, static (_, s, _, _) => new Symbol(T(s)));
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
                    var before = W(r, s).Text;
                    if (r.Send(s, name, a, b) is not RubyString { Text: var changed })
                    {
                        return new RubyEnumerator(r.Classes.Enumerator, s, name + "!", a);
                    }
                    ((RubyString)s).Text = changed;
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
                        : r.Int(a[0]) is var i ? Places.Unit(T(s), (int)(i < 0 ? i + whole : i))
                        : 0;
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
            var digits = hex.Groups["whole"].Value + hex.Groups["rest"].Value;
            var value = digits.Aggregate(
                0.0,
                (sum, digit) => sum * 16 + Convert.ToInt32(digit.ToString(), 16)
            );
            var power = hex.Groups["power"].Success
                ? int.Parse(hex.Groups["power"].Value, System.Globalization.CultureInfo.InvariantCulture)
                : 0;
            value = Math.ScaleB(value, power - 4 * hex.Groups["rest"].Length);
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
        @"\A(?<sign>[+-]?)0[xX](?<whole>[0-9a-fA-F]+)(?:\.(?<rest>[0-9a-fA-F]+))?(?:[pP](?<power>[+-]?\d+))?\z"
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
        @"^[+-]?(?:\d[\d_]*)?(?:(?<=\d)|(?=\.))(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?"
    )]
    private static partial System.Text.RegularExpressions.Regex Pattern();
}

/// <summary>
/// The characters that <c>tr</c>, <c>delete</c> and <c>count</c> name: <c>a-z</c>, <c>^0-9</c>.
/// </summary>
internal static class CharacterSet
{
    public static Func<int, bool> Of(string set)
    {
        var isNegated = set.Length > 1 && set[0] == '^';
        var all = Expanded(isNegated ? set[1..] : set).ToHashSet();
        return c => all.Contains(c) != isNegated;
    }

    /// <summary>Whether a character is in each of the sets.</summary>
    public static Func<int, bool> OfAll(IEnumerable<string> sets)
    {
        Func<int, bool>[] all = [.. sets.Select(Of)];
        return c => all.All(isIn => isIn(c));
    }

    private static List<int> Expanded(string set)
    {
        var all = new List<int>();
        int[] given = [.. Places.Codes(set)];
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] == '\\' && i + 1 < given.Length)
            {
                all.Add(given[++i]);
            }
            else if (i + 2 < given.Length && given[i + 1] == '-')
            {
                for (var c = given[i]; c <= given[i + 2]; c++)
                {
                    all.Add(c);
                }
                i += 2;
            }
            else
            {
                all.Add(given[i]);
            }
        }
        return all;
    }

    public static string Translate(string text, string from, string to, bool squeezes)
    {
        var isNegated = from.Length > 1 && from[0] == '^';
        var source = Expanded(isNegated ? from[1..] : from);
        var target = Expanded(to);
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
