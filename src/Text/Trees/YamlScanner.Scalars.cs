using System.Globalization;
using System.Text;

namespace Bunraku.Text;

internal sealed partial class YamlScanner
{
    private YamlToken PlainScalar()
    {
        const string Context = "while scanning a plain scalar";
        var (start, end) = (Mark, Mark);
        var output = new StringBuilder();
        var folding = new Folding();
        while (!IsDocumentIndicator('-') && !IsDocumentIndicator('.') && Current != '#')
        {
            while (!IsBlankOrEnd(0))
            {
                if (flowLevel > 0 && Current == ':' && At(1) is ',' or '?' or '[' or ']' or '{' or '}')
                {
                    throw Fault(Context, start, "found unexpected ':'");
                }
                if (
                    Current == ':' && IsBlankOrEnd(1)
                    || flowLevel > 0 && Current is ',' or '[' or ']' or '{' or '}'
                )
                {
                    break;
                }
                if (folding.HasBreak || folding.Blanks.Length > 0)
                {
                    folding.Flush(output);
                }
                Read(output);
                end = Mark;
            }
            if (!IsBlank(0) && !IsBreak(0))
            {
                break;
            }
            while (IsBlank(0) || IsBreak(0))
            {
                if (folding.HasBreak && column <= indent && Current == '\t')
                {
                    throw Fault(Context, start, "found a tab character that violates indentation");
                }
                Fold(folding);
            }
            if (flowLevel == 0 && column <= indent)
            {
                break;
            }
        }
        isSimpleKeyAllowed |= folding.HasBreak;
        return new(YamlTokenKind.Scalar, start, end, output.ToString(), IsPlain: true);
    }

    private YamlToken QuotedScalar(char quote)
    {
        const string Context = "while scanning a quoted scalar";
        var start = Mark;
        var output = new StringBuilder();
        Skip();
        while (true)
        {
            if (IsDocumentIndicator('-') || IsDocumentIndicator('.'))
            {
                throw Fault(Context, start, "found unexpected document indicator");
            }
            if (Current == '\0' && index >= text.Length)
            {
                throw Fault(Context, start, "found unexpected end of stream");
            }
            var folding = new Folding();
            while (!IsBlankOrEnd(0) && !(Current == quote && (quote == '"' || At(1) != '\'')))
            {
                if (Current == quote)
                {
                    Skip();
                    Read(output);
                }
                else if (quote == '"' && Current == '\\' && IsBreak(1))
                {
                    Skip();
                    SkipLine();
                    folding.HasBreak = true;
                    break;
                }
                else if (quote == '"' && Current == '\\')
                {
                    Escape(output, start);
                }
                else
                {
                    Read(output);
                }
            }
            if (Current == quote)
            {
                break;
            }
            while (IsBlank(0) || IsBreak(0))
            {
                Fold(folding);
            }
            folding.Flush(output);
        }
        Skip();
        return new(YamlTokenKind.Scalar, start, Mark, output.ToString());
    }

    /// <summary>Takes in a blank or a line break between words.</summary>
    private void Fold(Folding folding)
    {
        if (IsBlank(0))
        {
            if (!folding.HasBreak)
            {
                folding.Blanks.Append(Current);
            }
            Skip();
        }
        else if (!folding.HasBreak)
        {
            folding.Blanks.Clear();
            ReadLine(folding.FirstBreak);
            folding.HasBreak = true;
        }
        else
        {
            ReadLine(folding.MoreBreaks);
        }
    }

    private void Escape(StringBuilder output, YamlMark start)
    {
        const string Context = "while parsing a quoted scalar";
        var c = At(1);
        var digits = c switch
        {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        Skip();
        Skip();
        if (digits == 0)
        {
            var known = "0abt\tnvfre \"/\\N_LP".IndexOf(c, StringComparison.Ordinal);
            if (known < 0)
            {
                throw Fault(Context, start, "found unknown escape character");
            }
            output.Append("\0\a\b\t\t\n\v\f\r\x1b \"/\\\x85\xa0\u2028\u2029"[known]);
            return;
        }
        var span = text.AsSpan(index, Math.Min(digits, text.Length - index));
        if (
            span.Length < digits
            || !uint.TryParse(
                span,
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            )
        )
        {
            throw Fault(Context, start, "did not find expected hexdecimal number");
        }
        if (!Rune.TryCreate(code, out var rune))
        {
            throw Fault(Context, start, "found invalid Unicode character escape code");
        }
        output.Append(rune.ToString());
        for (var i = 0; i < digits; i++)
        {
            Skip();
        }
    }

    private YamlToken BlockScalar(bool isLiteral)
    {
        var start = Mark;
        Skip();
        var (keeps, increment) = BlockHeader(start);
        var end = Mark;
        var wanted = increment == 0 ? 0 : Math.Max(indent, 0) + increment;
        var output = new StringBuilder();
        var breaks = new StringBuilder();
        var lineBreak = "";
        var isLeadingBlank = false;
        wanted = BlockBreaks(wanted, breaks, start, ref end);
        while (column == wanted && Current != '\0')
        {
            var isTrailingBlank = IsBlank(0);
            if (!isLiteral && lineBreak.StartsWith('\n') && !isLeadingBlank && !isTrailingBlank)
            {
                output.Append(breaks.Length == 0 ? " " : "");
            }
            else
            {
                output.Append(lineBreak);
            }
            output.Append(breaks);
            breaks.Clear();
            isLeadingBlank = IsBlank(0);
            while (!IsBreakOrEnd(0))
            {
                Read(output);
            }
            var read = new StringBuilder();
            ReadLine(read);
            lineBreak = read.ToString();
            wanted = BlockBreaks(wanted, breaks, start, ref end);
        }
        output.Append(keeps >= 0 ? lineBreak : "").Append(keeps > 0 ? breaks.ToString() : "");
        return new(YamlTokenKind.Scalar, start, end, output.ToString());
    }

    /// <summary>What follows <c>|</c>: whether last line breaks are kept; a width.</summary>
    private (int Keeps, int Increment) BlockHeader(YamlMark start)
    {
        const string Context = "while scanning a block scalar";
        var (keeps, increment) = (0, 0);
        for (var i = 0; i < 2; i++)
        {
            if (Current is '+' or '-' && keeps == 0)
            {
                keeps = Current == '+' ? 1 : -1;
                Skip();
            }
            else if (char.IsAsciiDigit(Current) && increment == 0)
            {
                if (Current == '0')
                {
                    throw Fault(Context, start, "found an indentation indicator equal to 0");
                }
                increment = Current - '0';
                Skip();
            }
        }
        while (IsBlank(0))
        {
            Skip();
        }
        if (Current == '#')
        {
            SkipToLineEnd();
        }
        if (!IsBreakOrEnd(0))
        {
            throw Fault(Context, start, "did not find expected comment or line break");
        }
        SkipLine();
        return (keeps, increment);
    }

    /// <summary>Passes indentation and empty lines; returns the indentation, found where not given.</summary>
    private int BlockBreaks(int wanted, StringBuilder breaks, YamlMark start, ref YamlMark end)
    {
        var widest = 0;
        end = Mark;
        while (true)
        {
            while ((wanted == 0 || column < wanted) && Current == ' ')
            {
                Skip();
            }
            widest = Math.Max(widest, column);
            if ((wanted == 0 || column < wanted) && Current == '\t')
            {
                const string Problem = "found a tab character where an indentation space is expected";
                throw Fault("while scanning a block scalar", start, Problem);
            }
            if (!IsBreak(0))
            {
                return wanted == 0 ? Math.Max(Math.Max(widest, indent + 1), 1) : wanted;
            }
            ReadLine(breaks);
            end = Mark;
        }
    }

    private YamlToken Anchor(YamlTokenKind kind)
    {
        var start = Mark;
        Skip();
        var from = index;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-')
        {
            Skip();
        }
        if (index == from || !IsBlankOrEnd(0) && "?:,]}%@`".IndexOf(Current, StringComparison.Ordinal) < 0)
        {
            var context = kind == YamlTokenKind.Anchor ? "an anchor" : "an alias";
            throw Fault(
                $"while scanning {context}",
                start,
                "did not find expected alphabetic or numeric character"
            );
        }
        return new(kind, start, Mark, text[from..index]);
    }

    private YamlToken Tag()
    {
        const string Context = "while scanning a tag";
        var start = Mark;
        var (handle, suffix) = ("", "");
        if (At(1) == '<')
        {
            Skip();
            Skip();
            suffix = TagUri("", start, isVerbatim: true);
            if (Current != '>')
            {
                throw Fault(Context, start, "did not find the expected '>'");
            }
            Skip();
        }
        else
        {
            var from = index;
            Skip();
            while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-')
            {
                Skip();
            }
            if (Current == '!')
            {
                Skip();
                handle = text[from..index];
                suffix = TagUri("", start, isVerbatim: false);
            }
            else
            {
                suffix = TagUri(text[(from + 1)..index], start, isVerbatim: false, isOptional: true);
                (handle, suffix) = suffix.Length == 0 ? ("", "!") : ("!", suffix);
            }
        }
        return IsBlankOrEnd(0) || flowLevel > 0 && Current == ','
            ? new(YamlTokenKind.Tag, start, Mark, suffix, handle)
            : throw Fault(Context, start, "did not find expected whitespace or line break");
    }

    private string TagUri(string head, YamlMark start, bool isVerbatim, bool isOptional = false)
    {
        var from = index;
        var more = isVerbatim ? ";/?:@&=+$.!~*'()%_-,[]" : ";/?:@&=+$.!~*'()%_-";
        while (char.IsAsciiLetterOrDigit(Current) || more.IndexOf(Current, StringComparison.Ordinal) >= 0)
        {
            Skip();
        }
        var uri = head + text[from..index];
        return uri.Length > 0 || isOptional
            ? Uri.UnescapeDataString(uri)
            : throw Fault("while parsing a tag", start, "did not find expected tag URI");
    }

    private YamlToken Directive()
    {
        const string Context = "while scanning a directive";
        var start = Mark;
        Skip();
        var from = index;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-')
        {
            Skip();
        }
        var name = text[from..index];
        if (name.Length == 0)
        {
            throw Fault(Context, start, "could not find expected directive name");
        }
        if (name is not ("YAML" or "TAG"))
        {
            throw Fault(Context, start, "found unknown directive name");
        }
        from = index;
        SkipToLineEnd();
        var rest = text[from..index].Split('#')[0].Trim();
        var token = new YamlToken(YamlTokenKind.Directive, start, Mark, rest, name);
        SkipLine();
        return token;
    }

    /// <summary>Blanks and line breaks between two words of a scalar: one space, or line breaks.</summary>
    private sealed class Folding
    {
        public StringBuilder Blanks { get; } = new();

        public StringBuilder FirstBreak { get; } = new();

        public StringBuilder MoreBreaks { get; } = new();

        public bool HasBreak { get; set; }

        public void Flush(StringBuilder output)
        {
            if (!HasBreak)
            {
                output.Append(Blanks);
            }
            else if (FirstBreak.Length > 0 && FirstBreak[0] == '\n')
            {
                output.Append(MoreBreaks.Length == 0 ? " " : MoreBreaks.ToString());
            }
            else
            {
                output.Append(FirstBreak).Append(MoreBreaks);
            }
            Blanks.Clear();
            FirstBreak.Clear();
            MoreBreaks.Clear();
            HasBreak = false;
        }
    }
}
