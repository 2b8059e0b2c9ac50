namespace Bunraku.Model;

/// <summary>A point in time: nanoseconds since 1970-01-01 UTC.</summary>
public sealed class TimestampValue(Int128 nanoseconds) : Value, IComparable<TimestampValue>
{
    private const long TicksAtEpoch = 621_355_968_000_000_000;

    public Int128 Nanoseconds { get; } = nanoseconds;

    public double TotalSeconds => (double)Nanoseconds / TimespanValue.NanosecondsPerSecond;

    /// <summary>Whole seconds, rounded down.</summary>
    public long WholeSeconds => (long)TimespanValue.Floor(Nanoseconds, TimespanValue.NanosecondsPerSecond);

    /// <summary>The nanoseconds after the last whole second.</summary>
    public int NanosecondPart =>
        (int)(Nanoseconds - (Int128)WholeSeconds * TimespanValue.NanosecondsPerSecond);

    public static TimestampValue FromSeconds(long seconds) =>
        new((Int128)seconds * TimespanValue.NanosecondsPerSecond);

    public static TimestampValue FromSeconds(double seconds) =>
        new((Int128)(seconds * TimespanValue.NanosecondsPerSecond));

    public static TimestampValue From(DateTimeOffset moment) =>
        new(((Int128)moment.UtcTicks - TicksAtEpoch) * 100);

    private Int128 Ticks => TimespanValue.Floor(Nanoseconds, 100) + TicksAtEpoch;

    /// <summary>Whether it lies in the years 1 to 9999.</summary>
    public bool IsInCalendar => Ticks >= 0 && Ticks <= DateTime.MaxValue.Ticks;

    /// <summary>
    /// The calendar's view, to whole ticks; throws <see cref="DataTypeException"/> beyond year 9999.
    /// </summary>
    public DateTimeOffset ToDateTime()
    {
        return IsInCalendar
            ? new DateTimeOffset((long)Ticks, TimeSpan.Zero)
            : throw DataTypeException.Runtime("the timestamp lies outside the years 1 to 9999");
    }

    /// <summary>
    /// Reads with the formats in turn; throws <see cref="DataTypeException"/> in the reference's words.
    /// </summary>
    public static TimestampValue Parse(
        string text,
        IReadOnlyList<string>? formats = null,
        string? timezone = null
    ) => TimestampParsing.Parse(text, formats, timezone);

    /// <summary>Ruby's strftime.</summary>
    public string Format(string format, string? timezone = null) => Strftime.Format(this, format, timezone);

    public int CompareTo(TimestampValue? other) =>
        other is null ? 1 : Nanoseconds.CompareTo(other.Nanoseconds);

    public override string ToString() => Format("%FT%T.%N %Z");

    public override bool Equals(Value? other) =>
        other is TimestampValue time && time.Nanoseconds == Nanoseconds;

    public override int GetHashCode() => Nanoseconds.GetHashCode();
}
