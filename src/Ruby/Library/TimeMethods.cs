using System.Globalization;
using System.Text;

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
        t.On("localtime", -1, static (_, s, _, _) => s);
        t.On(
            "+",
            1,
            static (r, s, a, _) =>
                new RubyTime(r.Classes.Time, M(s).AddSeconds(Numbers.Float(a[0])))
                {
                    IsUtc = ((RubyTime)s).IsUtc,
                }
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
        t.Alias("inspect", "to_s");
        t.On(
            "iso8601",
            -1,
            static (r, s, _, _) =>
                r.String(
                    Format((RubyTime)s, ((RubyTime)s).IsUtc ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%M:%S%:z")
                )
        );
        t.Alias("xmlschema", "iso8601");
    });

    private static string Format(RubyTime time, string format)
    {
        var (m, culture) = (time.Moment, CultureInfo.InvariantCulture);
        var output = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                output.Append(format[i]);
                continue;
            }
            i++;
            var isColon = format[i] == ':' && i + 1 < format.Length;
            var isPlain = format[i] == '-' && i + 1 < format.Length;
            i += isColon || isPlain ? 1 : 0;
            var text = format[i] switch
            {
                'Y' => m.Year.ToString(culture),
                'm' => m.ToString("MM", culture),
                'd' => m.ToString("dd", culture),
                'e' => m.Day.ToString(culture).PadLeft(2),
                'H' => m.ToString("HH", culture),
                'I' => m.ToString("hh", culture),
                'M' => m.ToString("mm", culture),
                'S' => m.ToString("ss", culture),
                'L' => m.ToString("fff", culture),
                'N' => m.ToString("fffffff", culture) + "00",
                'y' => m.ToString("yy", culture),
                'B' => m.ToString("MMMM", culture),
                'b' or 'h' => m.ToString("MMM", culture),
                'A' => m.ToString("dddd", culture),
                'a' => m.ToString("ddd", culture),
                'p' => m.ToString("tt", culture),
                'j' => m.DayOfYear.ToString("000", culture),
                'F' => m.ToString("yyyy-MM-dd", culture),
                'T' or 'X' => m.ToString("HH:mm:ss", culture),
                'D' or 'x' => m.ToString("MM/dd/yy", culture),
                'R' => m.ToString("HH:mm", culture),
                's' => m.ToUnixTimeSeconds().ToString(culture),
                'u' => (m.DayOfWeek == 0 ? 7 : (int)m.DayOfWeek).ToString(culture),
                'w' => ((int)m.DayOfWeek).ToString(culture),
                'z' => m.ToString("zzz", culture) is var zone && isColon
                    ? zone
                    : m.ToString("zzz", culture).Replace(":", "", StringComparison.Ordinal),
                'Z' => time.IsUtc || m.Offset == TimeSpan.Zero ? "UTC" : "",
                'n' => "\n",
                't' => "\t",
                '%' => "%",
                var other => "%" + other,
            };
            output.Append(
                isPlain
                    ? text.TrimStart('0', ' ') is { Length: > 0 } bare
                        ? bare
                        : "0"
                    : text
            );
        }
        return output.ToString();
    }
}
