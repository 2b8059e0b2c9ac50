using System.Globalization;
using System.Numerics;

namespace Bunraku.Ruby;

/// <summary>Arithmetic of the three kinds of numbers.</summary>
internal static class Numbers
{
    public static double Float(object value) =>
        value switch
        {
            double number => number,
            long number => number,
            BigInteger number => double.Parse(
                number.ToString(CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            ),
            _ => throw new InvalidCastException(value.GetType().Name),
        };

    public static int Compare(object x, object y) =>
        (x, y) switch
        {
            (double a, double b) => a.CompareTo(b),
            (double a, _) => -Compare(Integers.Big(y), a),
            (_, double b) => Compare(Integers.Big(x), b),
            _ => Integers.Big(x).CompareTo(Integers.Big(y)),
        };

    /// <summary>A whole number and a float, none of them rounded.</summary>
    private static int Compare(BigInteger x, double y)
    {
        if (!double.IsFinite(y))
        {
            return y > 0 ? -1 : 1;
        }
        var order = x.CompareTo(new BigInteger(Math.Truncate(y)));
        return order != 0 ? order : -Math.Sign(y - Math.Truncate(y));
    }

    /// <summary>A quotient of whole numbers as a float, of any size.</summary>
    public static double Quotient(BigInteger x, BigInteger y)
    {
        if (x.IsZero || y.IsZero)
        {
            return (double)x / (double)y;
        }
        // A quotient of 63 or 64 bits, the last of which says whether there is more: it is rounded once.
        var (above, below) = (BigInteger.Abs(x), BigInteger.Abs(y));
        var shift = (int)(below.GetBitLength() - above.GetBitLength()) + 63;
        var whole = BigInteger.DivRem(
            shift > 0 ? above << shift : above,
            shift > 0 ? below : below << -shift,
            out var rest
        );
        var bits = (ulong)whole | (rest.IsZero ? 0UL : 1UL);
        return Math.ScaleB(x.Sign * y.Sign * (double)bits, -shift);
    }

    public static int Sign(object value) =>
        value switch
        {
            long number => Math.Sign(number),
            double number => number > 0 ? 1
            : number < 0 ? -1
            : 0,
            _ => ((BigInteger)value).Sign,
        };

    public static object Add(object x, object y) =>
        x is double || y is double ? Float(x) + Float(y) : Integers.Of(Integers.Big(x) + Integers.Big(y));

    public static object Subtract(object x, object y) =>
        x is double || y is double ? Float(x) - Float(y) : Integers.Of(Integers.Big(x) - Integers.Big(y));

    /// <summary>What a whole number may have of bits: more would take the machine, not the program.</summary>
    public const int MostBits = 1 << 20;

    public static object Multiply(Runtime ruby, object x, object y)
    {
        if (x is double || y is double)
        {
            return Float(x) * Float(y);
        }
        var (a, b) = (Integers.Big(x), Integers.Big(y));
        return a.GetBitLength() + b.GetBitLength() > MostBits
            ? throw ruby.Error("RangeError", "number too big")
            : Integers.Of(a * b);
    }

    public static object Divide(Runtime ruby, object x, object y)
    {
        if (x is double || y is double)
        {
            return Float(x) / Float(y);
        }
        var (a, b) = (Integers.Big(x), Integers.Big(y));
        if (b.IsZero)
        {
            throw ruby.Error("ZeroDivisionError", "divided by 0");
        }
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return Integers.Of(!rest.IsZero && rest.Sign != b.Sign ? quotient - 1 : quotient);
    }

    public static object Modulo(Runtime ruby, object x, object y)
    {
        if (x is double || y is double)
        {
            var (p, q) = (Float(x), Float(y));
            if (q == 0)
            {
                throw ruby.Error("ZeroDivisionError", "divided by 0");
            }
            var rest = p % q;
            return rest != 0 && rest < 0 != q < 0 ? rest + q : rest;
        }
        var (a, b) = (Integers.Big(x), Integers.Big(y));
        if (b.IsZero)
        {
            throw ruby.Error("ZeroDivisionError", "divided by 0");
        }
        var remainder = BigInteger.Remainder(a, b);
        return Integers.Of(!remainder.IsZero && remainder.Sign != b.Sign ? remainder + b : remainder);
    }

    public static object Power(Runtime ruby, object x, object y)
    {
        if (x is double || y is double)
        {
            var (number, exponent) = (Float(x), Float(y));
            return number < 0 && double.IsFinite(exponent) && exponent != Math.Round(exponent)
                ? ruby.Send(ruby.Send(ruby.Main, "Complex", x, 0L), "**", y)
                : Math.Pow(number, exponent);
        }
        if (Sign(y) < 0)
        {
            return ruby.Send(ruby.Send(ruby.Main, "Rational", x), "**", y);
        }
        var whole = Integers.Big(x);
        if (whole.IsZero || whole.IsOne)
        {
            return Sign(y) == 0 ? 1L : x;
        }
        if (whole == -1)
        {
            return Integers.Big(y).IsEven ? 1L : -1L;
        }
        return y is long small
            && small * whole.GetBitLength() is var bits
            && bits is >= 0 and <= MostBits
            && small <= MostBits
                ? Integers.Of(BigInteger.Pow(whole, (int)small))
            : whole.Sign < 0 && !Integers.Big(y).IsEven ? double.NegativeInfinity
            : double.PositiveInfinity;
    }

    /// <summary>The number that a text begins with, as <c>to_i</c> has it.</summary>
    public static object Leading(string text, int radix)
    {
        var i = 0;
        while (i < text.Length && char.IsWhiteSpace(text[i]))
        {
            i++;
        }
        var isNegative = i < text.Length && text[i] == '-';
        i += i < text.Length && (text[i] is '+' or '-') ? 1 : 0;
        if (
            i + 1 < text.Length
            && text[i] == '0'
            && (radix, char.ToLowerInvariant(text[i + 1])) is (16, 'x') or (2, 'b') or (8, 'o') or (10, 'd')
            && i + 2 < text.Length
            && Digit(text[i + 2]) is >= 0 and var digitBehind
            && digitBehind < radix
        )
        {
            i += 2;
        }
        var value = BigInteger.Zero;
        for (var before = '\0'; i < text.Length; before = text[i++])
        {
            if (text[i] == '_' && before is not ('_' or '\0'))
            {
                continue;
            }
            var digit = Digit(text[i]);
            if (digit < 0 || digit >= radix)
            {
                break;
            }
            value = value * radix + digit;
            if (value.GetBitLength() > MostBits)
            {
                throw new OverflowException();
            }
        }
        return Integers.Of(isNegative ? -value : value);
    }

    /// <summary>As <see cref="Leading"/>, in the base that <c>0x</c>, <c>0b</c> or <c>0</c> says.</summary>
    public static object Prefixed(string text, int radix)
    {
        var rest = text.TrimStart();
        var at = rest.Length > 0 && (rest[0] is '-' or '+') ? 1 : 0;
        if (at + 1 < rest.Length && rest[at] == '0')
        {
            radix = char.ToLowerInvariant(rest[at + 1]) switch
            {
                'x' => 16,
                'b' => 2,
                'd' => 10,
                _ => 8,
            };
        }
        return Leading(rest, radix);
    }

    public static int Digit(char c) =>
        char.IsAsciiDigit(c) ? c - '0'
        : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10
        : -1;

    public static string InBase(BigInteger value, int radix)
    {
        if (radix == 10)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }
        var digits = new List<char>();
        for (var rest = BigInteger.Abs(value); !rest.IsZero || digits.Count == 0; rest /= radix)
        {
            digits.Add("0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % radix)]);
        }
        digits.Reverse();
        return (value.Sign < 0 ? "-" : "") + new string([.. digits]);
    }
}
