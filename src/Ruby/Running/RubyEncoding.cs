using System.Globalization;
using System.Text;

namespace Bunraku.Ruby;

/// <summary>
/// An encoding. Strings of UTF-8 hold characters, with a byte that fits none as a lone surrogate from
/// U+DC80 on; strings of any other encoding hold one character for each byte.
/// </summary>
internal sealed record RubyEncoding(string Name, Encoding? Codec, params string[] Names)
{
    private const char FirstStray = '\udc80';
    private const char LastStray = '\udcff';

    public static readonly RubyEncoding Utf8 = new("UTF-8", new UTF8Encoding(false), "UTF8", "CP65001");
    public static readonly RubyEncoding Binary = new("ASCII-8BIT", null, "BINARY");
    public static readonly RubyEncoding Ascii = new("US-ASCII", Encoding.ASCII, "ASCII", "646");

    public static readonly RubyEncoding[] All =
    [
        Utf8,
        Binary,
        Ascii,
        new("ISO-8859-1", Encoding.Latin1, "ISO8859-1", "LATIN1"),
        new("UTF-16LE", new UnicodeEncoding(false, false)),
        new("UTF-16BE", new UnicodeEncoding(true, false), "UCS-2BE"),
        new("UTF-16", new UnicodeEncoding(true, true)),
        new("UTF-32LE", new UTF32Encoding(false, false)),
        new("UTF-32BE", new UTF32Encoding(true, false)),
        new("Windows-1252", Encoding.Latin1, "CP1252"),
    ];

    public static RubyEncoding? Find(string name) =>
        Array.Find(
            All,
            encoding =>
                encoding.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                || encoding.Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        ) ?? (name.ToLowerInvariant() is "locale" or "external" or "filesystem" ? Utf8 : null);

    public string ConstantName => Name.Replace('-', '_').ToUpperInvariant();

    public static bool IsStray(char c) => c is >= FirstStray and <= LastStray;

    public static bool HasStray(string text, int at) =>
        IsStray(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1]));

    public static bool IsAscii(string text) => Ascii7(text);

    private static bool Ascii7(string text) => System.Text.Ascii.IsValid(text);

    /// <summary>Whether a text of UTF-8 has no byte that fits no character.</summary>
    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
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

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#<Encoding:{Name}>");
}
