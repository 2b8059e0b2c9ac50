using System.Globalization;
using System.Text;

namespace Bunraku.Ruby;

/// <summary>
/// An encoding. Strings of UTF-8 hold characters, with a byte that fits none as a lone surrogate from
/// U+DC80 on; strings of any other encoding hold one character for each byte.
/// </summary>
internal sealed record RubyEncoding(string Name, params string[] Names)
{
    private const char FirstStray = '\udc80';
    private const char LastStray = '\udcff';

    public static readonly RubyEncoding Utf8 = new("UTF-8", "CP65001", "UTF8")
    {
        Codec = new UTF8Encoding(false),
    };

    public static readonly RubyEncoding Binary = new("ASCII-8BIT", "BINARY");
    public static readonly RubyEncoding Ascii = new("US-ASCII", "ASCII", "ANSI_X3.4-1968", "646");

    private static readonly string Latin1 = new([.. Enumerable.Range(0x80, 0x80).Select(c => (char)c)]);

    public static readonly RubyEncoding[] All =
    [
        Binary,
        Utf8,
        Ascii,
        new("ISO-8859-1", "ISO8859-1", "LATIN1") { Upper = Latin1 },
        new("ISO-8859-15", "ISO8859-15")
        {
            Upper = Latin1
                .Replace('\u00a4', '\u20ac')
                .Replace('\u00a6', '\u0160')
                .Replace('\u00a8', '\u0161')
                .Replace('\u00b4', '\u017d')
                .Replace('\u00b8', '\u017e')
                .Replace('\u00bc', '\u0152')
                .Replace('\u00bd', '\u0153')
                .Replace('\u00be', '\u0178'),
        },
        new("Windows-1252", "CP1252")
        {
            Upper =
                "\u20ac\0\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\0\u017d\0"
                + "\0\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\0\u017e\u0178"
                + Latin1[0x20..],
        },
        new("UTF-16LE") { Codec = new UnicodeEncoding(false, false), UnitSize = 2 },
        new("UTF-16BE", "UCS-2BE") { Codec = new UnicodeEncoding(true, false), UnitSize = 2 },
        new("UTF-16") { Codec = new UnicodeEncoding(true, true), IsDummy = true },
        new("UTF-32LE", "UCS-4LE") { Codec = new UTF32Encoding(false, false), UnitSize = 4 },
        new("UTF-32BE", "UCS-4BE") { Codec = new UTF32Encoding(true, false), UnitSize = 4 },
        new("UTF-32") { Codec = new UTF32Encoding(true, true), IsDummy = true },
    ];

    /// <summary>What writes it, if it is one of Unicode's.</summary>
    public Encoding? Codec { get; private init; }

    /// <summary>The characters of the bytes from 0x80 on; NUL for those that have none.</summary>
    public string? Upper { get; private init; }

    /// <summary>The bytes of the smallest character.</summary>
    public int UnitSize { get; private init; } = 1;

    /// <summary>Whether a mark in the text says how it is written.</summary>
    public bool IsDummy { get; private init; }

    public bool IsAsciiCompatible => UnitSize == 1 && !IsDummy;

    public static RubyEncoding? Find(string name) =>
        Array.Find(
            All,
            encoding =>
                encoding.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                || encoding.Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        ) ?? (name.ToLowerInvariant() is "locale" or "external" or "filesystem" ? Utf8 : null);

    /// <summary>The encoding of two strings together, or null.</summary>
    public static RubyEncoding? Compatible(RubyString one, RubyString other)
    {
        if (one.Encoding == other.Encoding || other.Length == 0)
        {
            return one.Encoding;
        }
        var areAscii = one.Encoding.IsAsciiCompatible && other.Encoding.IsAsciiCompatible;
        return one.Length == 0
            ? areAscii && IsAscii(other.Text)
                ? one.Encoding
                : other.Encoding
            : !areAscii
                ? null
                : IsAscii(other.Text)
                    ? one.Encoding
                    : IsAscii(one.Text)
                        ? other.Encoding
                        : null;
    }

    public string ConstantName => Name.Replace('-', '_').ToUpperInvariant();

    public static bool IsStray(char c) => c is >= FirstStray and <= LastStray;

    public static bool HasStray(string text, int at) =>
        IsStray(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1]));

    public static bool IsAscii(string text) => System.Text.Ascii.IsValid(text);

    /// <summary>Whether a text of UTF-8 has no byte that fits no character.</summary>
    public static bool IsWhole(string text)
    {
        var from = text.AsSpan().IndexOfAnyInRange(FirstStray, LastStray);
        for (var i = Math.Max(from, 0); from >= 0 && i < text.Length; i++)
        {
            if (HasStray(text, i))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The bytes of a text of UTF-8.</summary>
    public static byte[] Bytes(string text)
    {
        if (IsWhole(text))
        {
            return Encoding.UTF8.GetBytes(text);
        }
        var bytes = new List<byte>();
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (HasStray(text, i))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[from..i]));
                bytes.Add((byte)(text[i] - 0xdc00));
                from = i + 1;
            }
        }
        bytes.AddRange(Encoding.UTF8.GetBytes(text[from..]));
        return [.. bytes];
    }

    /// <summary>The text of UTF-8 that bytes make.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var output = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == System.Buffers.OperationStatus.Done)
            {
                output.Append(rune.ToString());
            }
            else
            {
                length = 1;
                output.Append((char)(0xdc00 + bytes[0]));
            }
            bytes = bytes[length..];
        }
        return output.ToString();
    }

    /// <summary>Stray bytes that make characters together become those.</summary>
    public static string Joined(string text) => IsWhole(text) ? text : Text(Bytes(text));

    public static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"#<Encoding:{Name}{(IsDummy ? " (dummy)" : "")}>");
}
