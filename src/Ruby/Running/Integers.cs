using System.Numerics;

namespace Bunraku.Ruby;

/// <summary>Whole numbers without bounds: a <c>long</c> while it fits, a <c>BigInteger</c> beyond.</summary>
internal static class Integers
{
    public static object Of(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    public static BigInteger Big(object value) => value is long small ? small : (BigInteger)value;
}
