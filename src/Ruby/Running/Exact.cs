using System.Numerics;

namespace Bunraku.Ruby;

/// <summary>A fraction in lowest terms: what a time is made of.</summary>
internal readonly record struct Exact : IComparable<Exact>
{
    public Exact(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
        {
            common = -common;
        }
        (Numerator, Denominator) = (numerator / common, denominator / common);
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public BigInteger Floor => Down(Numerator, Denominator);

    /// <summary>What is left above the floor, counted in parts of so many to one.</summary>
    public BigInteger Parts(long count) => Down((this - Floor).Numerator * count, Denominator);

    public double ToDouble()
    {
        var whole = Floor;
        var rest = this - whole;
        return (double)whole + (double)rest.Numerator / (double)rest.Denominator;
    }

    public int CompareTo(Exact other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public static implicit operator Exact(BigInteger value) => new(value, BigInteger.One);

    public static implicit operator Exact(long value) => new(value, BigInteger.One);

    public static Exact operator +(Exact x, Exact y) =>
        new(x.Numerator * y.Denominator + y.Numerator * x.Denominator, x.Denominator * y.Denominator);

    public static Exact operator -(Exact x) => new(-x.Numerator, x.Denominator);

    public static Exact operator -(Exact x, Exact y) => x + -y;

    public static Exact operator *(Exact x, Exact y) =>
        new(x.Numerator * y.Numerator, x.Denominator * y.Denominator);

    public static Exact operator /(Exact x, Exact y) =>
        new(x.Numerator * y.Denominator, x.Denominator * y.Numerator);

    /// <summary>The number that a floating-point number stands for, to its last bit.</summary>
    public static Exact Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var digits = bits & 0xfffffffffffffL;
        (digits, exponent) = exponent == 0 ? (digits, -1074) : (digits | (1L << 52), exponent - 1075);
        digits = value < 0 ? -digits : digits;
        return exponent < 0
            ? new Exact(digits, BigInteger.Pow(2, -exponent))
            : new Exact(digits * BigInteger.Pow(2, exponent), BigInteger.One);
    }

    private static BigInteger Down(BigInteger x, BigInteger y)
    {
        var quotient = BigInteger.DivRem(x, y, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
