using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>The encoding that the first line of a file names for its literals.</summary>
internal static partial class SourceEncoding
{
    public static RubyEncoding Of(SourceFile file)
    {
        var text = file.Text.AsSpan();
        if (text.StartsWith("#!"))
        {
            text = text[(text.IndexOf('\n') + 1)..];
        }
        if (text.TrimStart() is not ['#', ..])
        {
            return RubyEncoding.Utf8;
        }
        var line = text[..(text.IndexOf('\n') is >= 0 and var end ? end : text.Length)];
        return
            line.Contains("coding", StringComparison.Ordinal)
            && Named().Match(line.ToString()) is { Success: true } match
            ? RubyEncoding.Find(match.Groups[1].Value) ?? RubyEncoding.Utf8
            : RubyEncoding.Utf8;
    }

    /// <summary>A literal as a file has it; a number of Unicode in it makes it a text of UTF-8.</summary>
    public static RubyString Literal(RubyModule type, string text, Span span, RubyEncoding encoding)
    {
        if (encoding == RubyEncoding.Utf8 || span.Text.Contains("\\u", StringComparison.Ordinal))
        {
            return new RubyString(type, text);
        }
        var bytes = RubyEncoding.Bytes(text);
        return EncodingMethods.FromBytes(
            type.Runtime,
            bytes,
            encoding == RubyEncoding.Ascii && !System.Text.Ascii.IsValid(bytes)
                ? RubyEncoding.Binary
                : encoding
        );
    }

    [GeneratedRegex(@"coding\s*[:=]\s*([\w.-]+)")]
    private static partial Regex Named();
}
