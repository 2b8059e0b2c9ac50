using System.Globalization;
using System.Numerics;

namespace Bunraku.Ruby;

// Numbers: decimal, hexadecimal, octal and binary, with underscores and exponents.
internal sealed partial class Lexer
{
    private Token Number(bool hasSpace, int start)
    {
        var isNegative = text[start] == '-';
        object value;
        if (Current == '0' && char.IsAsciiLetter(Ahead(1)) && "xXbBoOdD".Contains(Ahead(1)))
        {
            var radix = char.ToLowerInvariant(Ahead(1)) switch
            {
                'x' => 16,
                'b' => 2,
                'o' => 8,
                _ => 10,
            };
            at += 2;
            value = Digits(radix, start);
        }
        else if (Current == '0' && (char.IsAsciiDigit(Ahead(1)) || Ahead(1) == '_'))
        {
            at++;
            value = Digits(8, start);
        }
        else
        {
            value = Decimal(start);
        }
        var (isRational, isImaginary) = (false, false);
        var digits = text[start..at];
        if (Current == 'r' && (!IsNamePart(Ahead(1)) || Ahead(1) == 'i' && !IsNamePart(Ahead(2))))
        {
            (isRational, at) = (true, at + 1);
        }
        if (Current == 'i' && !IsNamePart(Ahead(1)))
        {
            (isImaginary, at) = (true, at + 1);
        }
        if (IsNameStart(Current) && !IsWordAfterNumber())
        {
            throw Failure(start, at + 1, "a number runs into a name");
        }
        value = (isNegative, value) switch
        {
            (true, long number) => (object)-number,
            (true, BigInteger number) => Integers.Of(-number),
            (true, double number) => -number,
            _ => value,
        };
        State = LexerState.End;
        var span = file.At(start, at);
        Expression literal = new NumberExpression(span, value);
        if (isRational)
        {
            var plain = digits.Replace("_", "", StringComparison.Ordinal);
            literal = new CallExpression(
                span,
                null,
                "Rational",
                span,
                [value is double ? new StringExpression(span, plain) : literal]
            );
        }
        if (isImaginary)
        {
            literal = new CallExpression(
                span,
                null,
                "Complex",
                span,
                [new NumberExpression(span, 0L), literal]
            );
        }
        return new Token(TokenKind.Literal, start, at, "", literal, hasSpace);
    }

    /// <summary><c>1if x</c> is two words to Ruby.</summary>
    private bool IsWordAfterNumber()
    {
        var rest = text.AsSpan(at);
        return rest.StartsWith("if")
            || rest.StartsWith("unless")
            || rest.StartsWith("and")
            || rest.StartsWith("or")
            || rest.StartsWith("then")
            || rest.StartsWith("do")
            || rest.StartsWith("end")
            || rest.StartsWith("rescue");
    }

    private object Digits(int radix, int start)
    {
        var value = BigInteger.Zero;
        var first = at;
        while (char.IsAsciiHexDigit(Current) || Current == '_')
        {
            if (Current != '_')
            {
                var digit = Convert.ToInt32(text[at].ToString(), 16);
                if (digit >= radix)
                {
                    throw Failure(start, at + 1, $"`{text[at]}` is no digit of base {radix}");
                }
                value = value * radix + digit;
            }
            at++;
        }
        return at == first ? throw Failure(start, at, "a number without digits") : Integers.Of(value);
    }

    private object Decimal(int start)
    {
        var from = at;
        SkipDigits();
        var isFloat = false;
        if (Current == '.' && char.IsAsciiDigit(Ahead(1)))
        {
            isFloat = true;
            at++;
            SkipDigits();
        }
        if (
            Current is 'e' or 'E'
            && (char.IsAsciiDigit(Ahead(1)) || Ahead(1) is '+' or '-' && char.IsAsciiDigit(Ahead(2)))
        )
        {
            isFloat = true;
            at += 2;
            SkipDigits();
        }
        var digits = text[from..at].Replace("_", "", StringComparison.Ordinal);
        if (text[at - 1] == '_')
        {
            throw Failure(start, at, "a number ends with `_`");
        }
        return isFloat ? (object)double.Parse(digits, CultureInfo.InvariantCulture)
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var small)
                ? (object)small
            : BigInteger.Parse(digits, CultureInfo.InvariantCulture);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current) || Current == '_')
        {
            at++;
        }
    }
}
