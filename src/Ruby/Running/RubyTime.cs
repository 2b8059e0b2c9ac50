namespace Bunraku.Ruby;

/// <summary>How far a clock is from Greenwich, in seconds, and why.</summary>
/// <param name="IsFixed">Whether it was told; else it is that of the place.</param>
/// <param name="Name">What its zone calls it.</param>
internal readonly record struct Clock(
    int Offset,
    bool IsUtc = false,
    bool IsFixed = false,
    string? Name = null,
    bool IsDst = false
)
{
    public static readonly Clock Local;

    public static readonly Clock Utc = new(0, IsUtc: true);

    public bool IsLocal => !IsUtc && !IsFixed;

    public string? Zone =>
        Name is not null ? Name
        : IsUtc || (!IsFixed && Offset == 0) ? "UTC"
        : null;
}

/// <summary>A moment, as seconds since 1970, and the clock it is read from.</summary>
internal sealed class RubyTime(RubyModule type, Exact seconds, Clock clock) : RubyObject(type)
{
    public Exact Seconds { get; } = seconds;

    public Clock Clock { get; set; } = clock;

    public long Whole => (long)Seconds.Floor;

    public Exact Fraction => Seconds - Seconds.Floor;

    public CivilTime Civil => CivilTime.Of(Whole + Clock.Offset);
}

/// <summary>A moment as calendars and clocks tell it, by the Gregorian calendar in all years.</summary>
internal readonly record struct CivilTime(long Year, int Month, int Day, int Hour, int Minute, int Second)
{
    private const long Day1970 = 719_468;

    public int WeekDay => (int)Mod(Days(Year, Month, Day) + 4, 7);

    public int YearDay => (int)(Days(Year, Month, Day) - Days(Year, 1, 1)) + 1;

    /// <summary>The year and week of ISO 8601: weeks begin on Monday, the first has January 4th.</summary>
    public (long Year, int Week) Week
    {
        get
        {
            var thursday = Days(Year, Month, Day) - (WeekDay + 6) % 7 + 3;
            var year = OfDay(thursday).Year;
            return (year, (int)(thursday - Days(year, 1, 1)) / 7 + 1);
        }
    }

    /// <summary>Days since 1970; <paramref name="day"/> may go beyond its month.</summary>
    public static long Days(long year, int month, int day)
    {
        // Years begin in March, so that a leap day is the last.
        var y = month <= 2 ? year - 1 : year;
        var era = Down(y, 400);
        var ofEra = y - era * 400;
        var ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - Day1970;
    }

    public static CivilTime Of(long seconds)
    {
        var rest = (int)Mod(seconds, 86_400);
        return OfDay(Down(seconds, 86_400)) with
        {
            Hour = rest / 3600,
            Minute = rest / 60 % 60,
            Second = rest % 60,
        };
    }

    private static CivilTime OfDay(long day)
    {
        var shifted = day + Day1970;
        var era = Down(shifted, 146_097);
        var ofEra = (int)(shifted - era * 146_097);
        var yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        var ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * ofYear + 2) / 153;
        var (inMonth, civil) = (ofYear - (153 * month + 2) / 5 + 1, month < 10 ? month + 3 : month - 9);
        return new(yearOfEra + era * 400 + (civil <= 2 ? 1 : 0), civil, inMonth, 0, 0, 0);
    }

    public static long Down(long x, long y) => x / y - (x % y < 0 ? 1 : 0);

    public static long Mod(long x, long y) => x - Down(x, y) * y;
}
