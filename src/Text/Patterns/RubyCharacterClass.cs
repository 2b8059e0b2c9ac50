using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Text;

/// <summary>
/// One bracketed class of a Ruby pattern, with nested classes, intersections and POSIX names.
/// </summary>
internal sealed partial class RubyCharacterClass(string source, int start)
{
    private const string NotDigit = @"\x00-/:-\uffff";
    private const string NotWord = @"\x00-/:-@\[-\^`{-\uffff";
    private const string NotSpace = @"\x00-\x08\x0e-\x1f!-\uffff";
    private const string NotHex = @"\x00-/:-@G-`g-\uffff";

    private int at = start + 1;

    /// <summary>
    /// The class for .NET: a class, or a group of lookaheads when it has nested or intersected parts.
    /// </summary>
    public string Translate(out int end)
    {
        var text = Class();
        end = at;
        return text;
    }

    private string Class()
    {
        var isNegated = at < source.Length && source[at] == '^';
        at += isNegated ? 1 : 0;
        var operands = new List<string>();
        var items = new StringBuilder();
        var nested = new List<string>();
        var first = at;
        while (true)
        {
            if (at >= source.Length)
            {
                var isEmpty = first < source.Length && source[first] == ']';
                throw RubyPatternException.Of(
                    isEmpty ? "empty char-class" : "premature end of char-class",
                    source
                );
            }
            var c = source[at];
            if (c == ']' && at > first)
            {
                break;
            }
            if (c == '&' && at + 1 < source.Length && source[at + 1] == '&')
            {
                operands.Add(Union(items, nested));
                items.Clear();
                nested.Clear();
                at += 2;
                first = at;
                continue;
            }
            Item(items, nested);
        }
        at++;
        operands.Add(Union(items, nested));
        if (operands.Count == 1 && operands[0].StartsWith('['))
        {
            return isNegated ? "[^" + operands[0][1..] : operands[0];
        }
        var conditions = string.Concat(operands.SkipLast(1).Select(operand => $"(?={operand})"));
        var both = $"(?:{conditions}{operands[^1]})";
        return isNegated ? $@"(?:(?!{both})[\s\S])" : both;
    }

    private static string Union(StringBuilder items, List<string> nested)
    {
        var own = items.Length > 0 ? $"[{items}]" : null;
        return nested.Count == 0
            ? own ?? "(?!)"
            : $"(?:{string.Join('|', nested.Prepend(own).OfType<string>())})";
    }

    private void Item(StringBuilder items, List<string> nested)
    {
        var c = source[at];
        if (c == '[' && Posix().Match(source, at) is { Success: true } posix)
        {
            items.Append(
                Property(source, posix.Groups["name"].Value, posix.Groups["not"].Length > 0, isInClass: true)
            );
            at += posix.Length;
        }
        else if (c == '[')
        {
            at++;
            nested.Add(Class());
        }
        else if (c == '\\')
        {
            items.Append(Escape());
        }
        else
        {
            items.Append(c is ']' ? "\\]" : c.ToString());
            at++;
        }
    }

    private string Escape()
    {
        if (at + 1 >= source.Length)
        {
            throw RubyPatternException.Of("premature end of char-class", source);
        }
        var c = source[at + 1];
        if (c is 'u' or 'x')
        {
            return CodePoint(source, ref at);
        }
        if (c is 'p' or 'P' && PropertyName().Match(source, at) is { Success: true } property)
        {
            at += property.Length;
            var isNegated = (c == 'P') ^ (property.Groups["not"].Length > 0);
            return Property(source, property.Groups["name"].Value, isNegated, isInClass: true);
        }
        at += 2;
        return c switch
        {
            'd' => "0-9",
            'D' => NotDigit,
            'w' => "a-zA-Z0-9_",
            'W' => NotWord,
            's' => @" \t\r\n\f\v",
            'S' => NotSpace,
            'h' => "0-9a-fA-F",
            'H' => NotHex,
            'R' => @"\n\v\f\r",
            'a' or 'b' or 'e' or 'f' or 'n' or 'r' or 't' or 'v' => "\\" + c,
            >= '0' and <= '7' => "\\" + c,
            _ when char.IsAsciiLetterOrDigit(c) || c == '_' || !char.IsAscii(c) => c.ToString(),
            _ => "\\" + c,
        };
    }

    /// <summary><c>\x41</c>, <c>\x4</c>, <c>\u0041</c> or <c>\u{1f600}</c>, as .NET writes it.</summary>
    public static string CodePoint(string source, ref int at)
    {
        var match = Code().Match(source, at);
        if (!match.Success)
        {
            throw RubyPatternException.Of(
                source[at + 1] == 'x' ? "invalid hex escape"
                    : at + 2 < source.Length && source[at + 2] == '{' ? "invalid Unicode list"
                    : "invalid Unicode escape",
                source
            );
        }
        at += match.Length;
        var code = int.Parse(
            match.Groups["hex"].ValueSpan,
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture
        );
        if (code <= 0xffff)
        {
            return $"\\u{code:x4}";
        }
        var text = char.ConvertFromUtf32(Math.Min(code, 0x10ffff));
        return $"\\u{(int)text[0]:x4}\\u{(int)text[1]:x4}";
    }

    /// <summary>A POSIX bracket or a property by name, for use inside brackets or alone.</summary>
    public static string Property(string source, string name, bool isNegated, bool isInClass)
    {
        var (members, complement) = name.ToLowerInvariant() switch
        {
            "alpha" => (@"\p{L}\p{M}", null),
            "digit" => (@"\p{Nd}", @"\P{Nd}"),
            "alnum" => (@"\p{L}\p{M}\p{Nd}", null),
            "upper" => (@"\p{Lu}", @"\P{Lu}"),
            "lower" => (@"\p{Ll}", @"\P{Ll}"),
            "space" => (@"\s\u0085", @"\S"),
            "blank" => (@"\t\p{Zs}", null),
            "cntrl" => (@"\p{Cc}", @"\P{Cc}"),
            "punct" => (@"\p{P}$+<=>^`|~", null),
            "xdigit" => ("0-9a-fA-F", NotHex),
            "word" => (@"\p{L}\p{M}\p{Nd}\p{Pc}", null),
            "print" => (@"\P{C}", @"\p{C}"),
            "graph" => (@"!-~\u00a1-\uffff", @"\x00-\x20\x7f-\u00a0"),
            "ascii" => (@"\x00-\x7f", @"\x80-\uffff"),
            "any" => (@"\x00-\uffff", (string?)null),
            var other => RubyProperties.Script(other) is { } script ? (script, null)
            : RubyProperties.Category(other) is { } category ? ($@"\p{{{category}}}", $@"\P{{{category}}}")
            : throw RubyPatternException.Of($"invalid character property name {{{name}}}", source),
        };
        if (!isInClass)
        {
            return isNegated ? $"[^{members}]" : $"[{members}]";
        }
        return isNegated ? complement ?? "\\P{L}" : members;
    }

    [GeneratedRegex(@"\G\[:(?<not>\^?)(?<name>\w+):\]")]
    private static partial Regex Posix();

    [GeneratedRegex(@"\G\\[pP]\{(?<not>\^?)(?<name>\w+)\}")]
    private static partial Regex PropertyName();

    [GeneratedRegex(
        @"\G(?:\\x(?<hex>[0-9a-fA-F]{1,2})|\\u(?<hex>[0-9a-fA-F]{4})|\\u\{(?<hex>[0-9a-fA-F]{1,6})\})"
    )]
    private static partial Regex Code();
}
