using System.Numerics;

namespace Bunraku.Ruby;

/// <summary>The methods of times.</summary>
internal static class TimeMethods
{
    private static RubyTime T(object self) => (RubyTime)self;

    // A table of methods: the method length is that of the list.
    public static readonly NativeTable Table = new(static t =>
    {
        t.On("to_i", 0, static (_, s, _, _) => T(s).Whole);
        t.Alias("tv_sec", "to_i");
        t.On("to_f", 0, static (_, s, _, _) => T(s).Seconds.ToDouble());
        t.On("to_r", 0, static (r, s, _, _) => Fraction(r, T(s).Seconds));
        t.On("year", 0, static (_, s, _, _) => T(s).Civil.Year);
        t.On("month", 0, static (_, s, _, _) => (long)T(s).Civil.Month);
        t.Alias("mon", "month");
        t.On("day", 0, static (_, s, _, _) => (long)T(s).Civil.Day);
        t.Alias("mday", "day");
        t.On("hour", 0, static (_, s, _, _) => (long)T(s).Civil.Hour);
        t.On("min", 0, static (_, s, _, _) => (long)T(s).Civil.Minute);
        t.On("sec", 0, static (_, s, _, _) => (long)T(s).Civil.Second);
        t.On("wday", 0, static (_, s, _, _) => (long)T(s).Civil.WeekDay);
        t.On("yday", 0, static (_, s, _, _) => (long)T(s).Civil.YearDay);
        t.On("usec", 0, static (_, s, _, _) => (long)T(s).Seconds.Parts(1_000_000));
        t.Alias("tv_usec", "usec");
        t.On("nsec", 0, static (_, s, _, _) => (long)T(s).Seconds.Parts(1_000_000_000));
        t.Alias("tv_nsec", "nsec");
        t.On(
            "subsec",
            0,
            static (r, s, _, _) => T(s).Fraction is { Denominator.IsOne: false } rest ? Fraction(r, rest) : 0L
        );
        DefineClocks(t);
        DefineArithmetic(t);
        t.On("dst?", 0, static (_, s, _, _) => Booleans.Of(T(s).Clock.IsDst));
        t.Alias("isdst", "dst?");
        Library.Late(t, "to_date", "date");
        Library.Late(t, "to_datetime", "date");
        t.On("hash", 0, static (_, s, _, _) => (long)T(s).Seconds.GetHashCode());
        t.On(
            "eql?",
            1,
            static (_, s, a, _) => Booleans.Of(a[0] is RubyTime other && other.Seconds == T(s).Seconds)
        );
        t.On(
            "to_a",
            0,
            static (r, s, _, _) =>
                T(s).Civil is var civil
                    ? r.Array([
                        (long)civil.Second,
                        (long)civil.Minute,
                        (long)civil.Hour,
                        (long)civil.Day,
                        (long)civil.Month,
                        civil.Year,
                        (long)civil.WeekDay,
                        (long)civil.YearDay,
                        Booleans.Of(T(s).Clock.IsDst),
                        r.Send(s, "zone"),
                    ])
                    : Nil.Value
        );
        for (var day = 0; day < 7; day++)
        {
            var wanted = day;
            t.On(
                ((DayOfWeek)wanted).ToString().ToLowerInvariant() + "?",
                0,
                (_, s, _, _) => Booleans.Of(T(s).Civil.WeekDay == wanted)
            );
        }
        t.On(
            "strftime",
            1,
            static (r, s, a, _) =>
                r.Text(a[0]) is ['%'] or [.., not '%', '%']
                    ? throw r.Error("ArgumentError", "invalid format: " + r.Text(a[0]))
                    : r.String(TimeFormat.Of(T(s), r.Text(a[0])))
        );
        t.On("to_s", 0, static (r, s, _, _) => r.String(Told(T(s), "")));
        t.On("inspect", 0, static (r, s, _, _) => r.String(Told(T(s), Decimals(T(s)))));
        t.On("ctime", 0, static (r, s, _, _) => r.String(TimeFormat.Of(T(s), "%a %b %e %H:%M:%S %Y")));
        t.Alias("asctime", "ctime");
        t.On(
            "iso8601",
            0,
            1,
            static (r, s, a, _) =>
                r.String(
                    TimeFormat.Of(
                        T(s),
                        "%Y-%m-%dT%H:%M:%S"
                            + (a.Length > 0 && a[0] is > 0L ? $".%{a[0]}N" : "")
                            + (T(s).Clock.IsUtc ? "Z" : "%:z")
                    )
                )
        );
        t.Alias("xmlschema", "iso8601");
    });

    private static void DefineClocks(NativeTable t)
    {
        t.On("utc?", 0, static (_, s, _, _) => Booleans.Of(T(s).Clock.IsUtc));
        t.Alias("gmt?", "utc?");
        t.On("utc_offset", 0, static (_, s, _, _) => (long)T(s).Clock.Offset);
        t.Alias("gmt_offset", "utc_offset");
        t.Alias("gmtoff", "utc_offset");
        t.On("zone", 0, static (r, s, _, _) => T(s).Clock.Zone is { } zone ? r.String(zone) : Nil.Value);
        t.On("utc", 0, static (_, s, _, _) => Set(T(s), Clock.Utc));
        t.Alias("gmtime", "utc");
        t.On("getutc", 0, static (r, s, _, _) => new RubyTime(r.Classes.Time, T(s).Seconds, Clock.Utc));
        t.Alias("getgm", "getutc");
        t.On("localtime", 0, 1, static (r, s, a, _) => Set(T(s), Wanted(r, T(s), a)));
        t.On(
            "getlocal",
            0,
            1,
            static (r, s, a, _) => new RubyTime(r.Classes.Time, T(s).Seconds, Wanted(r, T(s), a))
        );
    }

    private static Clock Wanted(Runtime r, RubyTime time, object[] a) =>
        a is [not Nil] ? TimeMaking.ClockOf(r, a[0]) : TimeZones.At(r, time.Whole);

    private static RubyTime Set(RubyTime time, Clock clock)
    {
        time.Clock = clock;
        return time;
    }

    private static void DefineArithmetic(NativeTable t)
    {
        t.On(
            "+",
            1,
            static (r, s, a, _) =>
                a[0] is RubyTime
                    ? throw r.Error("TypeError", "time + time?")
                    : TimeMaking.Made(r, T(s).Seconds + TimeMaking.Number(r, a[0]), T(s).Clock)
        );
        t.On(
            "-",
            1,
            static (r, s, a, _) =>
                a[0] is RubyTime other
                    ? (T(s).Seconds - other.Seconds).ToDouble()
                    : TimeMaking.Made(r, T(s).Seconds - TimeMaking.Number(r, a[0]), T(s).Clock)
        );
        t.On(
            "<=>",
            1,
            static (_, s, a, _) =>
                a[0] is RubyTime other ? (long)T(s).Seconds.CompareTo(other.Seconds) : Nil.Value
        );
        t.On("round", 0, 1, static (r, s, a, _) => Rounded(r, T(s), a, new Exact(1, 2)));
        t.On("floor", 0, 1, static (r, s, a, _) => Rounded(r, T(s), a, 0));
        t.On(
            "ceil",
            0,
            1,
            static (r, s, a, _) =>
                Rounded(r, T(s), a, 0) is var floor && floor.Seconds == T(s).Seconds
                    ? floor
                    : Rounded(r, T(s), a, 1)
        );
    }

    private static object Fraction(Runtime r, Exact value) =>
        r.Send(r.Main, "Rational", Integers.Of(value.Numerator), Integers.Of(value.Denominator));

    private static string Told(RubyTime time, string decimals) =>
        TimeFormat.Of(time, "%Y-%m-%d %H:%M:%S")
        + decimals
        + (
            time.Clock.IsUtc ? " UTC"
            : time.Clock.Offset % 60 == 0 ? TimeFormat.Of(time, " %z")
            : TimeFormat.Of(time, " %::z").Replace(":", "", StringComparison.Ordinal)
        );

    /// <summary>The part of a second, as a fraction where nine digits do not tell it all.</summary>
    private static string Decimals(RubyTime time)
    {
        var rest = time.Fraction;
        return rest.Numerator.IsZero ? ""
            : (BigInteger.Remainder(1_000_000_000, rest.Denominator).IsZero)
                ? "." + TimeFormat.Of(time, "%N").TrimEnd('0')
            : $" {rest.Numerator}/{rest.Denominator}";
    }

    private static RubyTime Rounded(Runtime r, RubyTime time, object[] a, Exact shift)
    {
        var digits = a.Length > 0 ? (int)Math.Clamp(r.Int(a[0]), 0, 1000) : 0;
        var unit = BigInteger.Pow(10, digits);
        return TimeMaking.Made(r, new Exact((time.Seconds * unit + shift).Floor, unit), time.Clock);
    }
}
