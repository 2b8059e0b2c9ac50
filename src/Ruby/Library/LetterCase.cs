using System.Text;

namespace Bunraku.Ruby;

/// <summary>Small and capital letters: <c>upcase</c> and its like.</summary>
internal static class LetterCase
{
    /// <summary>Letters whose other form has more than one character.</summary>
    private const string Sharp = "\u00df";

    public static string Changed(Runtime r, RubyString text, string way, object[] a)
    {
        string[] options = [.. a.Select(option => (option as Symbol)?.Name ?? "")];
        Check(r, options, way);
        if (!EncodingMethods.IsValid(text))
        {
            throw r.Error("ArgumentError", "input string invalid");
        }
        if (
            options is ["ascii"]
            || text.Encoding == RubyEncoding.Binary
            || text.Encoding == RubyEncoding.Ascii
        )
        {
            return Of(
                text.Text,
                way,
                static c => char.IsAscii(c) ? char.ToUpperInvariant(c).ToString() : c.ToString(),
                static c => char.IsAscii(c) ? char.ToLowerInvariant(c).ToString() : c.ToString()
            );
        }
        if (text.Encoding.Upper is { } upper)
        {
            return InBytes(text.Text, way, upper);
        }
        if (RubyEncoding.IsAscii(text.Text) && options.Length == 0)
        {
            return way switch
            {
                "upcase" => text.Text.ToUpperInvariant(),
                "downcase" => text.Text.ToLowerInvariant(),
                "capitalize" when text.Length > 0 => char.ToUpperInvariant(text.Text[0])
                    + text.Text[1..].ToLowerInvariant(),
                _ => Of(text.Text, way, Upper, Lower),
            };
        }
        if (options is ["fold"])
        {
            return Folded(text.Text);
        }
        return options.Contains("turkic")
            ? Of(
                text.Text,
                way,
                static c => c == 'i' ? "\u0130" : Upper(c),
                static c =>
                    c == 'I' ? "\u0131"
                    : c == '\u0130' ? "i"
                    : Lower(c)
            )
            : Of(text.Text, way, Upper, Lower);
    }

    private static void Check(Runtime r, string[] options, string way)
    {
        if (options is ["fold"] && way != "downcase")
        {
            throw r.Error("ArgumentError", "option :fold only allowed for downcasing");
        }
        if (options.Any(one => one is not ("ascii" or "turkic" or "lithuanian" or "fold")))
        {
            throw r.Error("ArgumentError", "invalid option");
        }
        if (options.Length > 2)
        {
            throw r.Error("ArgumentError", "too many options");
        }
        if (
            options is [var first, var second]
            && (first, second) is not (("turkic", "lithuanian") or ("lithuanian", "turkic"))
        )
        {
            throw r.Error(
                "ArgumentError",
                first is "turkic" or "lithuanian"
                    ? "invalid second argument: use only Lithuanian with Turkic"
                    : "too many options"
            );
        }
    }

    private static string Upper(char c) => c == Sharp[0] ? "SS" : char.ToUpperInvariant(c).ToString();

    private static string Lower(char c) => c == '\u0130' ? "i\u0307" : char.ToLowerInvariant(c).ToString();

    /// <summary>A text in which letters that differ in nothing but their case are the same.</summary>
    public static string Folded(string text) =>
        RubyEncoding.IsAscii(text)
            ? text.ToLowerInvariant()
            : Of(
                text,
                "downcase",
                Upper,
                static c =>
                    c is '\u00df' or '\u1e9e' ? "ss"
                    : c == '\u03c2' ? "\u03c3"
                    : Lower(c)
            );

    private static string Of(string text, string way, Func<char, string> upper, Func<char, string> lower)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            output.Append(
                way switch
                {
                    "upcase" => upper(c),
                    "downcase" => lower(c),
                    "capitalize" when i == 0 => Titled(upper(c)),
                    "capitalize" => lower(c),
                    _ => char.IsUpper(c) ? lower(c) : upper(c),
                }
            );
        }
        return output.ToString();
    }

    private static string Titled(string text) =>
        text.Length > 1 ? text[0] + text[1..].ToLowerInvariant() : text;

    /// <summary>As above where a character is a byte; what has no byte stays as it is.</summary>
    private static string InBytes(string text, string way, string upper)
    {
        string Changed(char c, Func<char, char> change)
        {
            var of = c < 0x80 ? change(c) : change(upper[c - 0x80]);
            return (
                of < 0x80 ? of
                : upper.IndexOf(of) is >= 0 and var at ? (char)(at + 0x80)
                : c
            ).ToString();
        }
        return Of(text, way, c => Changed(c, char.ToUpperInvariant), c => Changed(c, char.ToLowerInvariant));
    }
}
