using System.Text;

namespace Bunraku.Ruby;

/// <summary>Strings and symbols as Ruby would write them.</summary>
internal static class Inspection
{
    public static string Of(string text)
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
                    < ' ' => $"\\u{(int)c:X4}",
                    '\x7f' => "\\x7F",
                    _ => c.ToString(),
                }
            );
        }
        return output.Append('"').ToString();
    }

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
        if (start >= name.Length || !Lexer.IsNameStart(name[start]))
        {
            return false;
        }
        var end = start == 0 && name[^1] is '?' or '!' or '=' && start == 0 ? name.Length - 1 : name.Length;
        return name[start..end].All(Lexer.IsNamePart);
    }
}
