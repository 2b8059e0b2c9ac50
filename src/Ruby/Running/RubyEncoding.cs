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

    private Lazy<string>? upper;

    private static readonly string Latin1 = new([.. Enumerable.Range(0x80, 0x80).Select(c => (char)c)]);

    /// <summary>Encodings of one byte a character, with their other names.</summary>
    private const string SingleBytes = """
        ISO-8859-2 ISO8859-2
        ISO-8859-3 ISO8859-3
        ISO-8859-4 ISO8859-4
        ISO-8859-5 ISO8859-5
        ISO-8859-6 ISO8859-6
        ISO-8859-7 ISO8859-7
        ISO-8859-8 ISO8859-8
        ISO-8859-9 ISO8859-9
        ISO-8859-10 ISO8859-10
        ISO-8859-11 ISO8859-11
        ISO-8859-13 ISO8859-13
        ISO-8859-14 ISO8859-14
        ISO-8859-15 ISO8859-15
        ISO-8859-16 ISO8859-16
        KOI8-R CP878
        KOI8-U
        Windows-1250 CP1250
        Windows-1251 CP1251
        Windows-1252 CP1252
        Windows-1253 CP1253
        Windows-1254 CP1254
        Windows-1257 CP1257
        IBM437 CP437
        IBM720 CP720
        IBM737 CP737
        IBM775 CP775
        CP850 IBM850
        IBM852
        CP852
        IBM855
        CP855
        IBM857 CP857
        IBM860 CP860
        IBM861 CP861
        IBM862 CP862
        IBM863 CP863
        IBM865 CP865
        IBM866 CP866
        IBM869 CP869
        macCroatian
        macCyrillic
        macGreek
        macIceland
        macRoman
        macRomania
        macTurkish
        macUkraine
        Windows-1256 CP1256
        Windows-1255 CP1255
        TIS-620
        Windows-874 CP874
        """;

    private static readonly Lazy<Dictionary<string, string>> Uppers = new(ReadUppers);

    public static readonly RubyEncoding[] All =
    [
        Binary,
        Utf8,
        Ascii,
        new("ISO-8859-1", "ISO8859-1", "LATIN1") { upper = new(() => Latin1) },
        new("UTF-16LE") { Codec = new UnicodeEncoding(false, false), UnitSize = 2 },
        new("UTF-16BE", "UCS-2BE") { Codec = new UnicodeEncoding(true, false), UnitSize = 2 },
        new("UTF-16") { Codec = new UnicodeEncoding(true, true), IsDummy = true },
        new("UTF-32LE", "UCS-4LE") { Codec = new UTF32Encoding(false, false), UnitSize = 4 },
        new("UTF-32BE", "UCS-4BE") { Codec = new UTF32Encoding(true, false), UnitSize = 4 },
        new("UTF-32") { Codec = new UTF32Encoding(true, true), IsDummy = true },
        .. SingleBytes.Split('\n').Select(names => names.Split(' ')).Select(Single),
    ];

    /// <summary>What writes it, if it is one of Unicode's.</summary>
    public Encoding? Codec { get; private init; }

    /// <summary>Of single bytes, the characters from 0x80 on; NUL for those that have none.</summary>
    public string? Upper => upper?.Value;

    /// <summary>The bytes of the smallest character.</summary>
    public int UnitSize { get; private init; } = 1;

    /// <summary>Whether a mark in the text says how it is written.</summary>
    public bool IsDummy { get; private init; }

    public bool IsAsciiCompatible => UnitSize == 1 && !IsDummy;

    private static RubyEncoding Single(string[] names) =>
        new(names[0], names[1..]) { upper = new(() => Uppers.Value[names[0]]) };

    /// <summary>
    /// Each line of the table has a name and the characters of its bytes from 0xA0 or 0x80 on.
    /// </summary>
    private static Dictionary<string, string> ReadUppers()
    {
        using var stream = typeof(RubyEncoding).Assembly.GetManifestResourceStream("encodings.txt")!;
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(
                line => line[0],
                line => (Latin1[..(0x80 - line[1].Length)] + line[1]).Replace('\ufffd', '\0')
            );
    }

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
