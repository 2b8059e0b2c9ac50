using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Bunraku.Text;

/// <summary>
/// What a plain YAML scalar means: YAML 1.1's core types with the additions and omissions of Ruby's Psych,
/// which all existing Hiera data was written against (<c>y</c> stays a string, <c>:name</c> is a symbol, here
/// a string).
/// </summary>
public static partial class YamlScalar
{
    /// <summary>
    /// The value: null, bool, long, double, string, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>; or
    /// a <see cref="BigInteger"/> that no integer of ours can hold.
    /// </summary>
    public static object? Resolve(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        return IsWord(text) ? Word(text) : Number(text);
    }

    /// <summary>Whether a plain text stands for a Ruby symbol.</summary>
    public static bool IsSymbol(string text) => text is [':', _, ..] && !IsWord(text);

    /// <summary>Texts that begin like a word are never numbers or dates; most scalars end here.</summary>
    private static bool IsWord(string text)
    {
        var first = text[0];
        if (IsWordStart(first) || text.Contains('\n', StringComparison.Ordinal))
        {
            return true;
        }
        return !char.IsAsciiDigit(first)
            && first is not ('.' or ':' or '-')
            && text.Length > 1
            && IsWordStart(text[1]);
    }

    private static bool IsWordStart(char c) =>
        char.IsLetter(c)
        || c is '_' or ' ' or '\t'
        || "!@#$%^&*(){}<>|/\\~;=".Contains(c, StringComparison.Ordinal);

    private static object? Word(string text)
    {
        if (text.Length > 5)
        {
            return text;
        }
        return text.ToLowerInvariant() switch
        {
            "~" or "null" => null,
            "yes" or "true" or "on" => true,
            "no" or "false" or "off" => false,
            _ => text,
        };
    }

    private static object? Number(string text)
    {
        if (Integer().IsMatch(text))
        {
            return ParseInteger(text);
        }
        if (text[0] == ':' && text.Length > 1)
        {
            return Symbol(text);
        }
        if (Float().IsMatch(text))
        {
            return ParseFloat(text);
        }
        if (Date().IsMatch(text))
        {
            return DateOnly.TryParseExact(text, "yyyy-M-d", CultureInfo.InvariantCulture, 0, out var date)
                ? date
                : text;
        }
        if (Time().Match(text) is { Success: true } time)
        {
            return ParseTime(time) is { } moment ? moment : text;
        }
        if (Base60().IsMatch(text))
        {
            return ParseBase60(text);
        }
        return text.ToLowerInvariant() switch
        {
            ".inf" or "+.inf" => double.PositiveInfinity,
            "-.inf" => double.NegativeInfinity,
            ".nan" => double.NaN,
            _ => text,
        };
    }

    private static string Symbol(string text)
    {
        var quote = text[1];
        return quote is '"' or '\'' && text.Length > 2 && text.LastIndexOf(quote) is > 1 and var end
            ? text[2..end]
            : text[1..];
    }

    private static object ParseInteger(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal)
            .Replace(",", "", StringComparison.Ordinal);
        var isNegative = digits[0] == '-';
        digits = digits.TrimStart('+', '-');
        var radix = digits switch
        {
            ['0', 'x', ..] => 16,
            ['0', 'b', ..] => 2,
            ['0', _, ..] => 8,
            _ => 10,
        };
        var number = BigInteger.Zero;
        foreach (var c in radix is 16 or 2 ? digits.AsSpan(2) : digits)
        {
            number = number * radix + (char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        number = isNegative ? -number : number;
        return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;
    }

    private static object ParseFloat(string text)
    {
        if (text.TrimStart('+', '-') == ".")
        {
            return text;
        }
        var digits = text.Replace("_", "", StringComparison.Ordinal)
            .Replace(",", "", StringComparison.Ordinal);
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : text;
    }

    /// <summary>
    /// As Psych counts: the first part always by 3600, whether there are two parts or three.
    /// </summary>
    private static object ParseBase60(string text)
    {
        var parts = text.Replace("_", "", StringComparison.Ordinal).Split(':');
        if (parts[^1].Contains('.', StringComparison.Ordinal))
        {
            var seconds = 0.0;
            for (var i = 0; i < parts.Length; i++)
            {
                var part = double.Parse(parts[i].TrimEnd('.'), CultureInfo.InvariantCulture);
                seconds += part * Math.Pow(60, Math.Abs(i - 2));
            }
            return seconds;
        }
        var total = BigInteger.Zero;
        for (var i = 0; i < parts.Length; i++)
        {
            total +=
                BigInteger.Parse(parts[i], CultureInfo.InvariantCulture)
                * BigInteger.Pow(60, Math.Abs(i - 2));
        }
        return total >= long.MinValue && total <= long.MaxValue ? (object)(long)total : total;
    }

    private static DateTimeOffset? ParseTime(Match match)
    {
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        var fraction = match.Groups["fraction"].Value;
        var ticks =
            fraction.Length == 0
                ? 0
                : long.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
        var offset = TimeSpan.Zero;
        if (match.Groups["hours"].Success)
        {
            var minutes = match.Groups["minutes"].Success ? Part("minutes") : 0;
            offset = TimeSpan.FromMinutes(Part("hours") * 60 + minutes);
            offset = match.Groups["sign"].ValueSpan is "-" ? -offset : offset;
        }
        try
        {
            var local = new DateTime(Part("y"), Part("m"), Part("d"), Part("h"), Part("min"), Part("s"));
            return new DateTimeOffset(local.AddTicks(ticks), offset);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"^(?:[-+]?0b[01_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+)$"
    )]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][-+][0-9]+)?$")]
    private static partial Regex Float();

    [GeneratedRegex(@"^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$", RegexOptions.ECMAScript)]
    private static partial Regex Date();

    [GeneratedRegex(
        @"^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[Tt]|\s+)(?<h>\d{1,2}):(?<min>\d\d):(?<s>\d\d)"
            + @"(?:\.(?<fraction>\d*))?(?:\s*(?:Z|(?<sign>[-+])(?<hours>\d{1,2}):?(?<minutes>\d\d)?))?$"
    )]
    private static partial Regex Time();

    [GeneratedRegex(@"^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}(\.[0-9_]*)?$")]
    private static partial Regex Base60();
}
