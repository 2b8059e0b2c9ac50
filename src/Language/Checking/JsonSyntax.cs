namespace Bunraku.Language;

/// <summary>
/// Finds where a text stops being JSON, at the place that Ruby's parser names: the wrong item of an array,
/// but the start of an object with a mistake in it.
/// </summary>
public sealed class JsonSyntax
{
    private const int DeepestNesting = 100;

    private readonly string text;
    private int wrongItem = -1;

    private JsonSyntax(string text) => this.text = text;

    /// <summary>The offset of the first error, or -1.</summary>
    public static int FindError(string text)
    {
        var syntax = new JsonSyntax(text);
        var start = syntax.SkipSpace(0);
        var end = syntax.SkipValue(start, 0);
        if (end < 0)
        {
            return syntax.wrongItem >= 0 ? syntax.wrongItem : start;
        }
        end = syntax.SkipSpace(end);
        return end < text.Length ? end : -1;
    }

    private char At(int offset) => offset < text.Length ? text[offset] : '\0';

    private int SkipSpace(int offset)
    {
        while (true)
        {
            if (At(offset) is ' ' or '\t' or '\r' or '\n')
            {
                offset++;
            }
            else if (SkipComment(offset) is var behind && behind > offset)
            {
                offset = behind;
            }
            else
            {
                return offset;
            }
        }
    }

    /// <summary>Ruby's parser takes comments, to the end of the line and in stars.</summary>
    private int SkipComment(int offset)
    {
        var rest = text.AsSpan(Math.Min(offset, text.Length));
        var (end, length) =
            rest.StartsWith("//") ? (rest.IndexOf('\n'), 1)
            : rest.StartsWith("/*") ? (rest.IndexOf("*/"), 2)
            : (-1, 0);
        return end < 0 ? offset : offset + end + length;
    }

    /// <summary>The offset behind a value, or -1.</summary>
    private int SkipValue(int offset, int depth)
    {
        if (depth > DeepestNesting)
        {
            return -1;
        }
        return At(offset) switch
        {
            '{' => SkipObject(offset, depth),
            '[' => SkipArray(offset, depth),
            '"' => SkipString(offset),
            't' => SkipWord(offset, "true"),
            'f' => SkipWord(offset, "false"),
            'n' => SkipWord(offset, "null"),
            '-' or (>= '0' and <= '9') => SkipNumber(offset),
            'N' when text.AsSpan(offset).StartsWith("NaN") => Wrong(offset),
            _ => -1,
        };
    }

    /// <summary>What Ruby knows and does not take is told where it stands.</summary>
    private int Wrong(int offset)
    {
        wrongItem = wrongItem < 0 ? offset : wrongItem;
        return -1;
    }

    private int SkipWord(int offset, string word) =>
        text.AsSpan(offset).StartsWith(word) ? offset + word.Length : -1;

    private int SkipString(int offset)
    {
        for (var i = offset + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    return i + 1;
                case '\\':
                    i++;
                    break;
                case < ' ':
                    return -1;
            }
        }
        return -1;
    }

    private int SkipNumber(int offset)
    {
        var whole = At(offset) == '-' ? offset + 1 : offset;
        var end = SkipDigits(whole);
        if (end == whole || (end > whole + 1 && text[whole] == '0'))
        {
            return -1;
        }
        if (At(end) == '.' && SkipDigits(end + 1) is var fraction && fraction > end + 1)
        {
            end = fraction;
        }
        if (At(end) is 'e' or 'E')
        {
            var digits = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
            end = SkipDigits(digits) is var exponent && exponent > digits ? exponent : end;
        }
        return end;
    }

    private int SkipDigits(int offset)
    {
        while (char.IsAsciiDigit(At(offset)))
        {
            offset++;
        }
        return offset;
    }

    private int SkipArray(int offset, int depth)
    {
        var item = SkipSpace(offset + 1);
        if (At(item) == ']')
        {
            return item + 1;
        }
        while (true)
        {
            var end = SkipValue(item, depth + 1);
            var next = end < 0 ? item : SkipSpace(end);
            if (end >= 0 && At(next) == ']')
            {
                return next + 1;
            }
            if (end < 0 || At(next) != ',')
            {
                wrongItem = wrongItem >= 0 ? wrongItem : next;
                return -1;
            }
            item = SkipSpace(next + 1);
        }
    }

    private int SkipObject(int offset, int depth)
    {
        var key = SkipSpace(offset + 1);
        if (At(key) == '}')
        {
            return key + 1;
        }
        while (true)
        {
            var colon = At(key) == '"' && SkipString(key) is var end and >= 0 ? SkipSpace(end) : -1;
            if (
                colon < 0
                || At(colon) != ':'
                || SkipValue(SkipSpace(colon + 1), depth + 1) is not (var value and >= 0)
            )
            {
                return -1;
            }
            var next = SkipSpace(value);
            if (At(next) == '}')
            {
                return next + 1;
            }
            if (At(next) != ',')
            {
                return -1;
            }
            key = SkipSpace(next + 1);
        }
    }
}
