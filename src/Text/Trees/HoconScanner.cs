using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Text;

/// <summary>Cuts a HOCON text into tokens; the last is the end or a problem.</summary>
internal sealed partial class HoconScanner(SourceFile file)
{
    private const int DeepestNesting = 200;

    /// <summary>What ends unquoted text.</summary>
    private const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";

    private readonly string text = file.Text;
    private int at;
    private int line = 1;
    private int depth;

    public ImmutableArray<HoconToken> Scan()
    {
        var tokens = ImmutableArray.CreateBuilder<HoconToken>();
        do
        {
            Step(tokens);
        } while (tokens[^1].Kind is not (HoconTokenKind.End or HoconTokenKind.Problem));
        return tokens.ToImmutable();
    }

    /// <summary>Reads a token and the white space before it, which is text between simple values.</summary>
    private void Step(ImmutableArray<HoconToken>.Builder tokens)
    {
        var start = at;
        while (at < text.Length && text[at] != '\n' && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        var end = at;
        var token = Token();
        if (end > start)
        {
            var isText = tokens is [.., { IsSimple: true }] && token.IsSimple;
            var kind = isText ? HoconTokenKind.Text : HoconTokenKind.Space;
            tokens.Add(new(kind, file.At(start, end)) { Text = text[start..end], Line = line });
        }
        tokens.Add(token);
    }

    private HoconToken Token()
    {
        if (at == text.Length)
        {
            return new(HoconTokenKind.End, file.At(at, at));
        }
        var c = text[at];
        if (IsComment())
        {
            return Comment();
        }
        switch (c)
        {
            case '\n':
                at++;
                return new(HoconTokenKind.NewLine, file.At(at - 1, at)) { Line = line++ };
            case '"':
                return Quoted();
            case '$':
                return Substitution();
            case ':':
                return Mark(HoconTokenKind.Colon);
            case ',':
                return Mark(HoconTokenKind.Comma);
            case '=':
                return Mark(HoconTokenKind.Equal);
            case '{':
                return Mark(HoconTokenKind.OpenCurly);
            case '}':
                return Mark(HoconTokenKind.CloseCurly);
            case '[':
                return Mark(HoconTokenKind.OpenSquare);
            case ']':
                return Mark(HoconTokenKind.CloseSquare);
            case '+':
                return Follows('=')
                    ? Mark(HoconTokenKind.PlusEqual, 2)
                    : Misfit(
                        at,
                        at + 1,
                        $"'+' not followed by =, '{Shown(at + 1)}' not allowed after '+'",
                        "`+` needs a `=` after it, or quotes"
                    );
            case '-' or (>= '0' and <= '9'):
                return Number();
            default:
                return Reserved.Contains(c, StringComparison.Ordinal)
                    ? Misfit(
                        at,
                        at,
                        $"Reserved character '{c}' is not allowed outside quotes",
                        $"`{c}` needs quotes"
                    )
                    : Unquoted();
        }
    }

    private HoconToken Mark(HoconTokenKind kind, int length = 1)
    {
        at += length;
        return new(kind, file.At(at - length, at));
    }

    private bool Follows(char c) => at + 1 < text.Length && text[at + 1] == c;

    private bool IsComment() => text[at] == '#' || text[at] == '/' && Follows('/');

    private HoconToken Comment()
    {
        var start = at;
        var end = text.IndexOf('\n', at);
        at = end < 0 ? text.Length : end;
        var content = text[(start + (text[start] == '#' ? 1 : 2))..at];
        return new(HoconTokenKind.Comment, file.At(start, at)) { Text = content, Line = line };
    }

    /// <summary>Text that stands without quotes; what starts with a JSON word is that word first.</summary>
    private HoconToken Unquoted()
    {
        var start = at;
        while (
            at < text.Length
            && !Reserved.Contains(text[at], StringComparison.Ordinal)
            && !char.IsWhiteSpace(text[at])
            && !IsComment()
        )
        {
            at++;
            object? word = null;
            var isWord = text.AsSpan(start, at - start) switch
            {
                "true" => (word = true) is bool,
                "false" => (word = false) is bool,
                "null" => true,
                _ => false,
            };
            if (isWord)
            {
                return Made(HoconTokenKind.Value, start, text[start..at], word);
            }
        }
        return Made(HoconTokenKind.Text, start, text[start..at]);
    }

    private HoconToken Number()
    {
        var start = at++;
        while (at < text.Length && "0123456789eE+-.".Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }
        var written = text[start..at];
        if (Integer().IsMatch(written))
        {
            return Made(HoconTokenKind.Value, start, written, Fitting(InBase(written), start));
        }
        if (written.AsSpan().ContainsAny(".eE") && Float().IsMatch(written))
        {
            var number = double.Parse(written, CultureInfo.InvariantCulture);
            object value = double.IsInteger(number) ? Fitting(new BigInteger(number), start) : (object)number;
            return double.IsFinite(number)
                ? Made(HoconTokenKind.Value, start, written, value)
                : throw TooLarge(start, "the number is too large for a float");
        }
        var plus = written.IndexOf('+', StringComparison.Ordinal);
        return plus < 0
            ? Made(HoconTokenKind.Text, start, written)
            : Misfit(
                start + plus,
                start + plus,
                "Reserved character '+'is not allowed outside quotes",
                "`+` needs quotes"
            );
    }

    /// <summary>An integer as Ruby reads it: a leading zero makes it octal.</summary>
    private static BigInteger InBase(string written)
    {
        var digits = written.TrimStart('-');
        var radix = digits[0] == '0' ? 8 : 10;
        var number = digits.Aggregate(BigInteger.Zero, (sum, digit) => sum * radix + (digit - '0'));
        return written[0] == '-' ? -number : number;
    }

    private long Fitting(BigInteger number, int start) =>
        number >= long.MinValue && number <= long.MaxValue
            ? (long)number
            : throw TooLarge(start, "the integer needs more than 64 bits");

    private DiagnosticException TooLarge(int start, string problem) =>
        new(TextDiagnostics.InvalidHocon(file.At(start, at), problem, null, "put it in quotes"));

    private HoconToken Quoted()
    {
        var start = at++;
        var content = new StringBuilder();
        while (at < text.Length && text[at] != '"')
        {
            var c = text[at];
            if (c == '\\')
            {
                if (Escape(content) is { } problem)
                {
                    return problem;
                }
                continue;
            }
            if (char.IsControl(c))
            {
                var told = $"JSON does not allow unescaped {c} in quoted strings, use a backslash escape";
                return Misfit(at, at, told, "a control character stands in a string");
            }
            content.Append(c);
            at++;
        }
        if (at == text.Length)
        {
            at = start;
            return Misfit(
                start,
                text.Length,
                "End of input but string quote was still open",
                "the string has no end"
            );
        }
        at++;
        return content.Length == 0 && at == start + 2 && at < text.Length && text[at] == '"'
            ? TripleQuoted(start)
            : Made(HoconTokenKind.Value, start, content.ToString(), content.ToString());
    }

    /// <summary>Everything up to the last three quotes of the next three or more, as it is written.</summary>
    private HoconToken TripleQuoted(int start)
    {
        var first = ++at;
        var end = text.IndexOf("\"\"\"", first, StringComparison.Ordinal);
        if (end < 0)
        {
            at = start;
            return Misfit(
                start,
                text.Length,
                "End of input but triple-quoted string was still open",
                "the string has no end"
            );
        }
        while (end + 3 < text.Length && text[end + 3] == '"')
        {
            end++;
        }
        at = end + 3;
        var content = text[first..end];
        line += content.AsSpan().Count('\n');
        return Made(HoconTokenKind.Value, start, content, content);
    }

    /// <summary>Passes an escape; returns what is wrong with it, or null.</summary>
    private HoconToken? Escape(StringBuilder content)
    {
        if (at + 1 == text.Length)
        {
            const string Told = "'' (End of input but backslash in string had nothing after it)";
            return new(HoconTokenKind.Problem, file.At(at, at + 1))
            {
                Text = Told,
                Line = line,
                Problem = "it has no end",
            };
        }
        var c = text[at + 1];
        if (c == 'u' && at + 6 > text.Length)
        {
            return Misfit(
                at,
                text.Length,
                "End of input but expecting 4 hex digits for \\uXXXX escape",
                "`\\u` takes four hexadecimal digits"
            );
        }
        if (c == 'u' && ushort.TryParse(Hexadecimal, NumberStyles.AllowHexSpecifier, null, out var code))
        {
            content.Append((char)code);
            at += 6;
            return null;
        }
        const string Letters = "\"\\/bfnrt";
        var letter = Letters.IndexOf(c, StringComparison.Ordinal);
        if (letter < 0)
        {
            throw new DiagnosticException(
                TextDiagnostics.InvalidHocon(
                    file.At(at, Math.Min(at + 2, text.Length)),
                    c == 'u'
                        ? "`\\u` takes four hexadecimal digits"
                        : $"there is no escape `\\{Shown(at + 1)}`",
                    null,
                    "write a backslash as `\\\\`"
                )
            );
        }
        content.Append("\"\\/\b\f\n\r\t"[letter]);
        at += 2;
        return null;
    }

    private ReadOnlySpan<char> Hexadecimal => text.AsSpan(at + 2, 4);

    private HoconToken Substitution()
    {
        var start = at++;
        if (at == text.Length || text[at] != '{')
        {
            return Misfit(
                start,
                at,
                $"'$' not followed by {{, '{Shown(at)}' not allowed after '$'",
                "`$` needs a `{` after it, or quotes"
            );
        }
        if (++depth > DeepestNesting)
        {
            var here = file.At(start, at);
            throw new DiagnosticException(TextDiagnostics.TooDeep(here, "invalid-hocon", DeepestNesting));
        }
        var isOptional = Follows('?');
        at += isOptional ? 2 : 1;
        var inside = ImmutableArray.CreateBuilder<HoconToken>();
        while (true)
        {
            Step(inside);
            var last = inside[^1];
            switch (last.Kind)
            {
                case HoconTokenKind.Problem:
                    return last;
                case HoconTokenKind.End:
                    const string Told = "'end of file' (Substitution ${ was not closed with a })";
                    return new(HoconTokenKind.Problem, file.At(start, at))
                    {
                        Text = Told,
                        Line = line,
                        Problem = "it has no end",
                    };
                case HoconTokenKind.CloseCurly:
                    depth--;
                    inside.RemoveAt(inside.Count - 1);
                    return Made(HoconTokenKind.Substitution, start, "") with
                    {
                        IsOptional = isOptional,
                        Path = inside.ToImmutable(),
                    };
            }
        }
    }

    private HoconToken Made(HoconTokenKind kind, int start, string content, object? value = null) =>
        new(kind, file.At(start, at))
        {
            Text = content,
            Value = value,
            Line = line,
        };

    /// <summary>A character that stands where it cannot.</summary>
    private HoconToken Misfit(int start, int which, string told, string problem)
    {
        var end = Math.Min(Math.Max(start, Math.Min(which, text.Length - 1)) + 1, text.Length);
        return new(HoconTokenKind.Problem, file.At(start, end))
        {
            Text = $"'{Shown(which)}' ({told})",
            Problem = problem,
            Line = line,
        };
    }

    /// <summary>A character as the reference shows it; the end is -1.</summary>
    private string Shown(int index) =>
        index >= text.Length ? "-1"
        : Rune.TryGetRuneAt(text, index, out var rune) ? rune.ToString()
        : text[index].ToString();

    [GeneratedRegex("^-?(0[0-7]*|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Float();
}
