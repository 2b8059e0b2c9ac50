using System.Globalization;

namespace Bunraku.Ruby;

/// <summary>The methods of times.</summary>
internal static class TimeMethods
{
    private static DateTimeOffset M(object self) => ((RubyTime)self).Moment;

    // A table of methods: the method length is that of the list.
    public static readonly NativeTable Table = new(static t =>
    {
        t.On("to_i", 0, static (_, s, _, _) => M(s).ToUnixTimeSeconds());
        t.On("to_f", 0, static (_, s, _, _) => (M(s) - DateTimeOffset.UnixEpoch).TotalSeconds);
        t.On("year", 0, static (_, s, _, _) => (long)M(s).Year);
        t.On("month", 0, static (_, s, _, _) => (long)M(s).Month);
        t.Alias("mon", "month");
        t.On("day", 0, static (_, s, _, _) => (long)M(s).Day);
        t.Alias("mday", "day");
        t.On("hour", 0, static (_, s, _, _) => (long)M(s).Hour);
        t.On("min", 0, static (_, s, _, _) => (long)M(s).Minute);
        t.On("sec", 0, static (_, s, _, _) => (long)M(s).Second);
        t.On("wday", 0, static (_, s, _, _) => (long)M(s).DayOfWeek);
        t.On("yday", 0, static (_, s, _, _) => (long)M(s).DayOfYear);
        t.On(
            "utc",
            0,
            static (r, s, _, _) => new RubyTime(r.Classes.Time, M(s).ToUniversalTime()) { IsUtc = true }
        );
        t.Alias("getutc", "utc");
        t.Alias("gmtime", "utc");
        foreach (var name in new[] { "localtime", "getlocal" })
        {
            t.On(
                name,
                0,
                1,
                static (r, s, a, _) =>
                    At(
                        r,
                        M(s).ToOffset(a.Length > 0 && a[0] is not Nil ? Offset(r, a[0]) : TimeSpan.Zero),
                        false
                    )
            );
        }
        t.On("usec", 0, static (_, s, _, _) => M(s).Ticks % TimeSpan.TicksPerSecond / 10);
        t.Alias("tv_usec", "usec");
        t.On("nsec", 0, static (_, s, _, _) => M(s).Ticks % TimeSpan.TicksPerSecond * 100);
        t.Alias("tv_nsec", "nsec");
        t.Alias("tv_sec", "to_i");
        t.On("subsec", 0, static (_, s, _, _) => M(s).Ticks % TimeSpan.TicksPerSecond / 1e7);
        t.On("utc_offset", 0, static (_, s, _, _) => (long)M(s).Offset.TotalSeconds);
        t.Alias("gmt_offset", "utc_offset");
        t.Alias("gmtoff", "utc_offset");
        t.On(
            "to_r",
            0,
            static (r, s, _, _) =>
                r.Send(r.Main, "Rational", (M(s) - DateTimeOffset.UnixEpoch).Ticks, TimeSpan.TicksPerSecond)
        );
        t.On("dst?", 0, static (_, _, _, _) => Booleans.False);
        t.Alias("isdst", "dst?");
        Library.Late(t, "to_date", "date");
        Library.Late(t, "to_datetime", "date");
        t.On("utc?", 0, static (_, s, _, _) => Booleans.Of(((RubyTime)s).IsUtc));
        t.Alias("gmt?", "utc?");
        t.On(
            "zone",
            0,
            static (r, s, _, _) =>
                ((RubyTime)s).IsUtc || M(s).Offset == TimeSpan.Zero ? r.String("UTC") : Nil.Value
        );
        t.On("hash", 0, static (_, s, _, _) => (long)M(s).UtcDateTime.GetHashCode());
        t.On("eql?", 1, static (_, s, a, _) => Booleans.Of(a[0] is RubyTime other && other.Moment == M(s)));
        t.On("round", 0, 1, static (r, s, a, _) => Rounded(r, (RubyTime)s, a, 0.5));
        t.On("floor", 0, 1, static (r, s, a, _) => Rounded(r, (RubyTime)s, a, 0));
        t.On(
            "to_a",
            0,
            static (r, s, _, _) =>
                r.Array([
                    (long)M(s).Second,
                    (long)M(s).Minute,
                    (long)M(s).Hour,
                    (long)M(s).Day,
                    (long)M(s).Month,
                    (long)M(s).Year,
                    (long)M(s).DayOfWeek,
                    (long)M(s).DayOfYear,
                    Booleans.False,
                    r.Send(s, "zone"),
                ])
        );
        for (var day = 0; day < 7; day++)
        {
            var wanted = (DayOfWeek)day;
            t.On(
                wanted.ToString().ToLowerInvariant() + "?",
                0,
                (_, s, _, _) => Booleans.Of(M(s).DayOfWeek == wanted)
            );
        }
        t.On(
            "+",
            1,
            static (r, s, a, _) =>
                At(
                    r,
                    Runtime.IsNumber(a[0]) ? M(s).AddSeconds(Numbers.Float(a[0]))
                        : a[0] is RubyObject && r.ClassOf(a[0]).Is(r.Classes.Numeric)
                            ? M(s)
                                .AddTicks(
                                    (long)r.Int(r.Send(r.Send(a[0], "*", TimeSpan.TicksPerSecond), "round"))
                                )
                        : a[0] is RubyTime ? throw r.Error("TypeError", "time + time?")
                        : throw r.Error("TypeError", $"can't convert {r.Kind(a[0])} into an exact number"),
                    ((RubyTime)s).IsUtc
                )
        );
        t.On(
            "-",
            1,
            static (r, s, a, _) =>
                a[0] is RubyTime other
                    ? (M(s) - other.Moment).TotalSeconds
                    : new RubyTime(r.Classes.Time, M(s).AddSeconds(-Numbers.Float(a[0])))
                    {
                        IsUtc = ((RubyTime)s).IsUtc,
                    }
        );
        t.On("succ", 0, static (r, s, _, _) => At(r, M(s).AddSeconds(1), ((RubyTime)s).IsUtc));
        t.On(
            "<=>",
            1,
            static (_, s, a, _) => a[0] is RubyTime other ? (long)M(s).CompareTo(other.Moment) : Nil.Value
        );
        t.On("strftime", 1, static (r, s, a, _) => r.String(Format((RubyTime)s, r.Text(a[0]))));
        t.On(
            "to_s",
            0,
            static (r, s, _, _) =>
                r.String(
                    Format(
                        (RubyTime)s,
                        ((RubyTime)s).IsUtc ? "%Y-%m-%d %H:%M:%S UTC" : "%Y-%m-%d %H:%M:%S %z"
                    )
                )
        );
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
            {
                var fraction = Format((RubyTime)s, "%N").TrimEnd('0');
                return r.String(
                    Format((RubyTime)s, "%Y-%m-%d %H:%M:%S")
                        + (fraction.Length > 0 ? "." + fraction : "")
                        + (((RubyTime)s).IsUtc ? " UTC" : Format((RubyTime)s, " %z"))
                );
            }
        );
        t.On(
            "iso8601",
            -1,
            static (r, s, a, _) =>
                r.String(
                    Format(
                        (RubyTime)s,
                        "%Y-%m-%dT%H:%M:%S"
                            + (a.Length > 0 && a[0] is > 0L ? $".%{a[0]}N" : "")
                            + (((RubyTime)s).IsUtc ? "Z" : "%:z")
                    )
                )
        );
        t.Alias("xmlschema", "iso8601");
    });

    private static string Format(RubyTime time, string format) => TimeFormat.Of(time, format);

    public static RubyTime At(Runtime r, DateTimeOffset moment, bool isUtc) =>
        new(r.Classes.Time, moment) { IsUtc = isUtc };

    /// <summary>The offset that <c>+02:00</c>, <c>UTC</c> or a number of seconds says.</summary>
    public static TimeSpan Offset(Runtime r, object value)
    {
        if (value is long or double)
        {
            return TimeSpan.FromSeconds(Numbers.Float(value));
        }
        var text = r.Text(value);
        if (text is "UTC" or "Z" or "GMT" or "-00:00")
        {
            return TimeSpan.Zero;
        }
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        if (digits.Length < 3 || digits[0] is not ('+' or '-') || !digits[1..].All(char.IsAsciiDigit))
        {
            throw r.Error(
                "ArgumentError",
                "\"+HH:MM\", \"-HH:MM\", \"UTC\" or \"A\"..\"I\",\"K\"..\"Z\" expected for utc_offset: "
                    + text
            );
        }
        digits = digits.PadRight(7, '0');
        int Part(int at) => int.Parse(digits.AsSpan(at, 2), CultureInfo.InvariantCulture);
        var span = new TimeSpan(Part(1), Part(3), Part(5));
        return text[0] == '-' ? -span : span;
    }

    private static RubyTime Rounded(Runtime r, RubyTime time, object[] a, double shift)
    {
        var digits = a.Length > 0 ? (int)r.Int(a[0]) : 0;
        var unit = (long)Math.Pow(10, Math.Max(0, 7 - digits));
        var ticks = (time.Moment.Ticks + (long)(unit * shift)) / unit * unit;
        return At(r, new DateTimeOffset(ticks, time.Moment.Offset), time.IsUtc);
    }
}
