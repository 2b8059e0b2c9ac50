namespace Bunraku.Model;

/// <summary>A length of time in nanoseconds, negative ones too.</summary>
public sealed class TimespanValue(Int128 nanoseconds) : Value, IComparable<TimespanValue>
{
    public const long NanosecondsPerSecond = 1_000_000_000;

    public Int128 Nanoseconds { get; } = nanoseconds;

    public double TotalSeconds => (double)Nanoseconds / NanosecondsPerSecond;

    /// <summary>Whole seconds, rounded down.</summary>
    public long WholeSeconds => (long)Floor(Nanoseconds, NanosecondsPerSecond);

    public static TimespanValue FromSeconds(long seconds) => new((Int128)seconds * NanosecondsPerSecond);

    public static TimespanValue FromSeconds(double seconds) => new((Int128)(seconds * NanosecondsPerSecond));

    /// <summary>
    /// Reads with the formats in turn; throws <see cref="DataTypeException"/> in the reference's words.
    /// </summary>
    public static TimespanValue Parse(string text, params IReadOnlyList<string> formats) =>
        TimespanFormat.Parse(text, formats);

    public string Format(string format) => TimespanFormat.Format(this, format);

    internal static Int128 Floor(Int128 number, Int128 divisor)
    {
        var (quotient, remainder) = Int128.DivRem(number, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    public int CompareTo(TimespanValue? other) =>
        other is null ? 1 : Nanoseconds.CompareTo(other.Nanoseconds);

    public override string ToString() => Format(TimespanFormat.Default);

    public override bool Equals(Value? other) =>
        other is TimespanValue span && span.Nanoseconds == Nanoseconds;

    public override int GetHashCode() => Nanoseconds.GetHashCode();
}
