using System.Globalization;
using System.Text;

namespace Bunraku.Ruby;

/// <summary>Strings and symbols as Ruby would write them.</summary>
internal static class Inspection
{
    public static string Of(RubyString value) =>
        value.Encoding.UnitSize == 1 && !value.Encoding.IsDummy ? Of(value.Text, value.IsText)
        : value.Encoding.IsDummy && !Transcoding.IsMarked(value.Bytes, value.Encoding)
            ? Of(value.Text, isText: false)
        : Wide(value);

    /// <summary>A text of two or four bytes a character: what is not ASCII by its number.</summary>
    private static string Wide(RubyString value)
    {
        var output = new StringBuilder();
        var before = new StringBuilder();
        foreach (var piece in Transcoding.Pieces(value.Bytes, value.Encoding, withMark: true))
        {
            if (piece.Character is { IsAscii: true } plain)
            {
                before.Append(plain);
                continue;
            }
            output.Append(Of(before.ToString())[1..^1]);
            before.Clear();
            output.Append(
                piece.Character is not { } rune ? string.Concat(piece.Wrong.Select(b => $"\\x{b:X2}"))
                : rune.IsBmp ? $"\\u{rune.Value:X4}"
                : $"\\u{{{rune.Value:X}}}"
            );
        }
        return $"\"{output}{Of(before.ToString())[1..^1]}\"";
    }

    /// <summary>All that is not ASCII as escapes.</summary>
    public static string Dump(RubyString value)
    {
        var output = new StringBuilder();
        foreach (var rune in Of(value).EnumerateRunes())
        {
            output.Append(
                rune.IsAscii ? rune.ToString()
                : rune.Value > 0xffff ? $"\\u{{{rune.Value:X}}}"
                : $"\\u{rune.Value:X4}"
            );
        }
        return output.Replace("\\u0000", "\\x00").ToString();
    }

    public static string Of(string text, bool isText = true)
    {
        var output = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            output.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    '\r' => "\\r",
                    '\a' => "\\a",
                    '\b' => "\\b",
                    '\x1b' => "\\e",
                    '\f' => "\\f",
                    '\v' => "\\v",
                    '#' when i + 1 < text.Length && text[i + 1] is '{' or '$' or '@' => "\\#",
                    < ' ' when !isText => $"\\x{(int)c:X2}",
                    > '\x7f' when !isText => $"\\x{(int)c:X2}",
                    _ when RubyEncoding.IsStray(c) && RubyEncoding.HasStray(text, i) => $"\\x{c - 0xdc00:X2}",
                    '\x7f' when !isText => "\\x7F",
                    _ when char.IsSurrogatePair(text, i) && IsUnprintable(text, i) =>
                        $"\\u{{{char.ConvertToUtf32(text, i++):X}}}",
                    _ when IsUnprintable(text, i) => $"\\u{(int)c:X4}",
                    _ => c.ToString(),
                }
            );
        }
        return output.Append('"').ToString();
    }

    /// <summary>Whether there is nothing to see, and no space; NEL counts as one.</summary>
    private static bool IsUnprintable(string text, int at) =>
        text[at] != '\u0085'
        && CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned;

    public static string Of(Symbol symbol) =>
        IsPlain(symbol.Name) ? ":" + symbol.Name : ":" + Of(symbol.Name);

    private static bool IsPlain(string name)
    {
        if (
            name
            is "[]"
                or "[]="
                or "<=>"
                or "=="
                or "==="
                or "=~"
                or "!"
                or "!="
                or "!~"
                or "+"
                or "-"
                or "*"
                or "/"
                or "**"
                or "%"
                or "<"
                or ">"
                or "<="
                or ">="
                or "<<"
                or ">>"
                or "&"
                or "|"
                or "^"
                or "~"
                or "+@"
                or "-@"
                or "`"
        )
        {
            return true;
        }
        var start =
            name.StartsWith("@@", StringComparison.Ordinal) ? 2
            : name.Length > 0 && name[0] is '@' or '$' ? 1
            : 0;
        if (
            name is ['$', var sign] && (Lexer.IsSpecialGlobal(sign) || char.IsAsciiDigit(sign))
            || name is ['$', '-', var option] && Lexer.IsNamePart(option)
            || name is ['$', >= '1' and <= '9', ..] && name.Skip(1).All(char.IsAsciiDigit)
        )
        {
            return true;
        }
        if (start >= name.Length || !Lexer.IsNameStart(name[start]))
        {
            return false;
        }
        var end = start == 0 && name[^1] is '?' or '!' or '=' && start == 0 ? name.Length - 1 : name.Length;
        return name[start..end].All(Lexer.IsNamePart);
    }
}
