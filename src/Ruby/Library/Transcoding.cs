using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Bunraku.Ruby;

/// <summary>Texts from one encoding to another: <c>encode</c>.</summary>
internal static class Transcoding
{
    /// <summary>A character, or bytes that are none.</summary>
    /// <param name="IsUndefined">Whether they stand for no character; else they are written wrongly.</param>
    /// <param name="Next">The byte that shows that they are wrong, or null when the text ends.</param>
    public readonly record struct Piece(
        Rune? Character,
        byte[] Wrong,
        bool IsUndefined = false,
        byte? Next = null
    );

    private sealed record Settings(
        bool ReplacesWrong,
        bool ReplacesUndefined,
        string? Filler,
        object? Fallback,
        string? Xml,
        string? LineEnd
    );

    public static RubyString Encoded(Runtime r, RubyString self, object[] a)
    {
        var options = a is [.., RubyHash hash] ? hash : null;
        a = options is null ? a : a[..^1];
        var target =
            a is [not Nil, ..] || a.Length == 1 && options is null
                ? Named(r, a[0], self.Encoding.Name, true)
                : RubyEncoding.Utf8;
        target = a is [Nil, ..] ? self.Encoding : target;
        var source = a is [_, not Nil] ? Named(r, a[1], target.Name, false) : self.Encoding;
        var settings = Read(r, options);
        var isPlain = settings is { Xml: null, LineEnd: null };
        var isSame =
            source == target
            || source.IsAsciiCompatible && target.IsAsciiCompatible && RubyEncoding.IsAscii(self.Text);
        if (isPlain && isSame && (!settings.ReplacesWrong || RubyEncoding.IsAscii(self.Text)))
        {
            return EncodingMethods.FromBytes(r, self.Bytes, target);
        }
        var text = new StringBuilder();
        foreach (var piece in Pieces(self.Bytes, source))
        {
            text.Append(
                piece.Character is { } rune ? Fitting(r, rune, source, target, settings)
                : (piece.IsUndefined ? settings.ReplacesUndefined : settings.ReplacesWrong)
                    ? settings.Filler ?? Mark(target)
                : throw Failure(r, piece, source, target)
            );
        }
        if (settings.Xml == "attr")
        {
            text.Insert(0, '"').Append('"');
        }
        return EncodingMethods.FromBytes(r, Written(WithLineEnds(text.ToString(), settings), target), target);
    }

    private static Settings Read(Runtime r, RubyHash? options)
    {
        object? Of(string name) =>
            options?.Find(new Symbol(name)) is { } value && value is not Nil ? value : null;
        bool Replaces(string name) =>
            Of(name) is { } value
            && (
                value is Symbol { Name: "replace" }
                    ? true
                    : throw r.Error("ArgumentError", $"unknown value for {name} character option")
            );
        var xml = Of("xml") is { } kind ? r.NameOf(kind) : null;
        if (xml is not (null or "text" or "attr"))
        {
            throw r.Error("ArgumentError", $"unexpected value for xml option: {xml}");
        }
        var lineEnd = new[] { "universal", "crlf", "cr", "lf" }.FirstOrDefault(name =>
            Of(name + "_newline") is { } value && Runtime.IsTrue(value)
            || Of("newline") is Symbol said && said.Name == name
        );
        return new(
            Replaces("invalid"),
            Replaces("undef"),
            Of("replace") is { } filler ? r.Text(filler) : null,
            Of("fallback"),
            xml,
            lineEnd
        );
    }

    private static RubyEncoding Named(Runtime r, object value, string other, bool isTarget) =>
        value is RubyNative { State: RubyEncoding encoding }
            ? encoding
            : RubyEncoding.Find(r.Text(value))
                ?? throw EncodingMethods.Problem(
                    r,
                    "ConverterNotFoundError",
                    $"code converter not found ({(isTarget ? other : r.Text(value))} to {(isTarget ? r.Text(value) : other)})"
                );

    /// <summary>What stands for what cannot be written.</summary>
    private static string Mark(RubyEncoding target) => target.Codec is null ? "?" : "\ufffd";

    private static RubyError Failure(Runtime r, Piece piece, RubyEncoding source, RubyEncoding target)
    {
        static string Shown(params byte[] bytes) => Inspection.Of(RubyEncoding.Latin(bytes), isText: false);
        var shown = Shown(piece.Wrong);
        if (piece.IsUndefined)
        {
            var way = target == RubyEncoding.Utf8 ? "" : $" to {target.Name}";
            return EncodingMethods.Problem(
                r,
                "UndefinedConversionError",
                target == RubyEncoding.Utf8 && source == RubyEncoding.Binary
                    ? $"{shown} from {source.Name} to {target.Name}"
                    : $"{shown} to UTF-8 in conversion from {source.Name} to UTF-8{way}"
            );
        }
        var isBegun =
            source != RubyEncoding.Ascii
            && (source != RubyEncoding.Utf8 || piece.Wrong[0] is > 0xc1 and < 0xf5);
        return EncodingMethods.Problem(
            r,
            "InvalidByteSequenceError",
            !isBegun ? $"{shown} on {source.Name}"
                : piece.Next is { } next ? $"{shown} followed by {Shown(next)} on {source.Name}"
                : $"incomplete {shown} on {source.Name}"
        );
    }

    /// <summary>A character, or what stands for it in an encoding that has it not.</summary>
    private static string Fitting(
        Runtime r,
        Rune rune,
        RubyEncoding source,
        RubyEncoding target,
        Settings settings
    )
    {
        if (settings.Xml is { } xml && Escape(rune, xml) is { } escape)
        {
            return escape;
        }
        var text = rune.ToString();
        if (Has(target, rune))
        {
            return text;
        }
        if (settings.Xml is not null)
        {
            return $"&#x{rune.Value:X};";
        }
        if (settings.ReplacesUndefined)
        {
            return settings.Filler ?? Mark(target);
        }
        if (settings.Fallback is { } fallback && Said(r, fallback, text) is { } said and not Nil)
        {
            var other = r.Text(said);
            return other.EnumerateRunes().All(one => Has(target, one))
                ? other
                : throw r.Error("ArgumentError", "too big fallback string");
        }
        throw EncodingMethods.Problem(
            r,
            "UndefinedConversionError",
            source == RubyEncoding.Utf8
                ? $"U+{rune.Value:X4} from UTF-8 to {target.Name}"
                : $"U+{rune.Value:X4} to {target.Name} in conversion from {source.Name} to UTF-8 to {target.Name}"
        );
    }

    private static string? Escape(Rune rune, string xml) =>
        rune.Value switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' when xml == "attr" => "&quot;",
            _ => null,
        };

    /// <summary>What a hash, a method or a block says for a character that the encoding has not.</summary>
    private static object? Said(Runtime r, object fallback, string character) =>
        fallback is RubyProc or RubyMethodObject ? r.Send(fallback, "call", r.String(character))
        : fallback is RubyHash || r.RespondsTo(fallback, "[]") ? r.Send(fallback, "[]", r.String(character))
        : null;

    private static bool Has(RubyEncoding encoding, Rune rune) =>
        rune.IsAscii
        || encoding.Codec is not null
        || rune.IsBmp && encoding.Upper is { } upper && upper.Contains((char)rune.Value);

    private static string WithLineEnds(string text, Settings settings) =>
        settings.LineEnd switch
        {
            "universal" or "lf" => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'),
            "crlf" => text.Replace("\n", "\r\n", StringComparison.Ordinal),
            "cr" => text.Replace('\n', '\r'),
            _ => text,
        };

    private static byte[] Written(string text, RubyEncoding target) =>
        target == RubyEncoding.Utf8 ? RubyEncoding.Bytes(text)
        : target.Codec is { } codec ? [.. codec.GetPreamble(), .. codec.GetBytes(text)]
        : [.. text.Select(c => (byte)(c < 0x80 ? c : target.Upper!.IndexOf(c) + 0x80))];

    /// <summary>The characters of a text, and what is none.</summary>
    public static IEnumerable<Piece> Pieces(byte[] bytes, RubyEncoding encoding, bool withMark = false)
    {
        var at = 0;
        if (encoding.IsDummy)
        {
            (encoding, at) = Marked(bytes, encoding);
            at = withMark ? 0 : at;
        }
        while (at < bytes.Length)
        {
            var piece = Next(bytes, at, encoding, out var length);
            at += length;
            yield return piece;
        }
    }

    /// <summary>Whether a text says how it is written.</summary>
    public static bool IsMarked(byte[] bytes, RubyEncoding encoding) => Marked(bytes, encoding).From > 0;

    /// <summary>How a text is written that says so itself, and where it begins behind that.</summary>
    private static (RubyEncoding Encoding, int From) Marked(byte[] bytes, RubyEncoding encoding)
    {
        var size = encoding.Name == "UTF-16" ? 2 : 4;
        foreach (var end in new[] { "LE", "BE" })
        {
            var one = RubyEncoding.Find(encoding.Name + end)!;
            if (bytes.AsSpan().StartsWith(one.Codec!.GetBytes("\ufeff")))
            {
                return (one, size);
            }
        }
        return (RubyEncoding.Find(encoding.Name + "BE")!, 0);
    }

    private static Piece Next(byte[] bytes, int at, RubyEncoding encoding, out int length)
    {
        var rest = bytes.AsSpan(at);
        length = 1;
        if (encoding == RubyEncoding.Utf8)
        {
            var status = Rune.DecodeFromUtf8(rest, out var rune, out length);
            return status == OperationStatus.Done ? new(rune, []) : Wrong(rest, length);
        }
        if (encoding.UnitSize > 1)
        {
            return Wide(rest, encoding, out length);
        }
        var c = rest[0] < 0x80 ? (char)rest[0] : encoding.Upper?[rest[0] - 0x80] ?? '\0';
        return c != '\0' || rest[0] == 0
            ? new(new Rune(c), [])
            : Wrong(rest, 1) with
            {
                IsUndefined = encoding != RubyEncoding.Ascii,
            };
    }

    private static Piece Wrong(ReadOnlySpan<byte> rest, int length) =>
        new(null, rest[..length].ToArray(), Next: length < rest.Length ? rest[length] : null);

    private static Piece Wide(ReadOnlySpan<byte> rest, RubyEncoding encoding, out int length)
    {
        length = Math.Min(encoding.UnitSize, rest.Length);
        if (length < encoding.UnitSize)
        {
            return Wrong(rest, length);
        }
        var isBig = encoding.Name.EndsWith("BE", StringComparison.Ordinal);
        int Unit(ReadOnlySpan<byte> from) =>
            encoding.UnitSize == 4
                ? isBig
                    ? BinaryPrimitives.ReadInt32BigEndian(from)
                    : BinaryPrimitives.ReadInt32LittleEndian(from)
                : isBig
                    ? BinaryPrimitives.ReadUInt16BigEndian(from)
                    : BinaryPrimitives.ReadUInt16LittleEndian(from);
        var unit = Unit(rest);
        if (
            encoding.UnitSize == 2
            && rest.Length >= 4
            && Rune.TryCreate((char)unit, (char)Unit(rest[2..]), out var pair)
        )
        {
            length = 4;
            return new(pair, []);
        }
        return Rune.TryCreate(unit, out var rune) ? new(rune, []) : Wrong(rest, length);
    }
}
