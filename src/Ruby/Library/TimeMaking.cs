using System.Globalization;
using System.Numerics;

namespace Bunraku.Ruby;

/// <summary>The ways to make a time: <c>Time.now</c>, <c>Time.at</c>, <c>Time.utc</c>.</summary>
internal static class TimeMaking
{
    private static readonly string[] Months = CultureInfo
        .InvariantCulture
        .DateTimeFormat
        .AbbreviatedMonthNames[..12];

    public static void Define(Runtime r)
    {
        var own = r.SingletonOf(r.Classes.Time);
        void On(string name, int least, int most, NativeBody body) =>
            own.Define(name, new NativeMethod(name, own, least, most, body));
        On("now", 0, 1, static (r, _, a, _) => Now(r, Zone(r, ref a)));
        On("at", 1, 4, static (r, _, a, _) => AtSeconds(r, a));
        On("new", 0, 8, static (r, _, a, _) => New(r, a));
        foreach (var name in new[] { "utc", "gm" })
        {
            On(name, 1, 10, static (r, _, a, _) => Of(r, Ordered(a), Clock.Utc));
        }
        foreach (var name in new[] { "local", "mktime" })
        {
            On(name, 1, 10, static (r, _, a, _) => Of(r, Ordered(a), null));
        }
    }

    public static RubyTime At(Runtime r, DateTimeOffset moment, bool isUtc) =>
        new(
            r.Classes.Time,
            new Exact(moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, TimeSpan.TicksPerSecond),
            new Clock((int)moment.Offset.TotalSeconds, isUtc)
        );

    /// <summary>The number that a value is, without rounding.</summary>
    public static Exact Number(Runtime r, object value) =>
        value switch
        {
            long number => number,
            BigInteger number => number,
            double number when double.IsFinite(number) => Exact.Of(number),
            double number => throw r.Error("FloatDomainError", r.ToText(number)),
            RubyObject and not RubyString when r.RespondsTo(value, "to_r") => Parts(r, r.Send(value, "to_r")),
            RubyObject and not RubyString when r.RespondsTo(value, "to_int") => Number(
                r,
                r.Send(value, "to_int")
            ),
            _ => throw r.Error(
                "TypeError",
                $"can't convert {r.RealClass(value).DisplayName} into an exact number"
            ),
        };

    private static Exact Parts(Runtime r, object fraction) =>
        new(Integers.Big(r.Send(fraction, "numerator")), Integers.Big(r.Send(fraction, "denominator")));

    /// <summary>The clock that <c>+02:00</c>, <c>UTC</c>, a letter or a number of seconds says.</summary>
    public static Clock ClockOf(Runtime r, object value)
    {
        if (value is not RubyString { Text: var text })
        {
            return Fixed(r, Number(r, value).Floor);
        }
        if (text is "UTC" or "Z" or "-00:00")
        {
            return Clock.Utc;
        }
        if (text is [>= 'A' and <= 'Y' and not 'J' and var letter])
        {
            var hours =
                letter <= 'I' ? letter - 'A' + 1
                : letter <= 'M' ? letter - 'K' + 10
                : 'M' - letter;
            return Fixed(r, hours * 3600);
        }
        return text.Length > 2 && text[0] is '+' or '-' && Seconds(text.AsSpan(1)) is { } seconds
            ? Fixed(r, text[0] == '-' ? -seconds : seconds)
            : throw r.Error(
                "ArgumentError",
                "\"+HH:MM\", \"-HH:MM\", \"UTC\" or \"A\"..\"I\",\"K\"..\"Z\" expected for utc_offset: "
                    + text
            );
    }

    private static int? Seconds(ReadOnlySpan<char> text)
    {
        var (total, unit) = (0, 3600);
        var hasColons = text.Length > 2 && text[2] == ':';
        for (var i = 0; i < text.Length; unit /= 60)
        {
            if (i > 0 && hasColons && text[i++] != ':')
            {
                return null;
            }
            if (
                unit == 0
                || i + 2 > text.Length
                || !char.IsAsciiDigit(text[i])
                || !char.IsAsciiDigit(text[i + 1])
                || (unit < 3600 && text[i] > '5')
            )
            {
                return null;
            }
            total += unit * int.Parse(text.Slice(i, 2), CultureInfo.InvariantCulture);
            i += 2;
        }
        return total;
    }

    private static Clock Fixed(Runtime r, BigInteger seconds) =>
        BigInteger.Abs(seconds) < 86_400
            ? new Clock((int)seconds, IsFixed: true)
            : throw r.Error("ArgumentError", "utc_offset out of range");

    /// <summary>The clock that <c>in:</c> names, taken off the arguments.</summary>
    private static Clock? Zone(Runtime r, ref object[] a)
    {
        if (a is not [.., RubyHash options])
        {
            return null;
        }
        a = a[..^1];
        return options.Find(new Symbol("in")) is { } zone and not Nil ? ClockOf(r, zone) : null;
    }

    private static RubyTime Now(Runtime r, Clock? clock)
    {
        var now = At(r, r.Doors.Now, false);
        now.Clock = clock ?? TimeZones.At(r, now.Whole);
        return now;
    }

    private static RubyTime AtSeconds(Runtime r, object[] a)
    {
        var clock = Zone(r, ref a);
        if (a is [RubyTime time])
        {
            return new RubyTime(r.Classes.Time, time.Seconds, clock ?? time.Clock);
        }
        var seconds = a[0] is RubyTime whole ? whole.Seconds : Number(r, a[0]);
        if (a.Length > 1)
        {
            var unit = a.Length > 2 ? r.ToText(a[2]) : "microsecond";
            long count = unit switch
            {
                "millisecond" => 1000,
                "usec" or "microsecond" => 1_000_000,
                "nsec" or "nanosecond" => 1_000_000_000,
                _ => throw r.Error("ArgumentError", "unexpected unit: " + unit),
            };
            seconds += Number(r, a[1]) / count;
        }
        return Made(r, seconds, clock ?? Clock.Local);
    }

    public static RubyTime Made(Runtime r, Exact seconds, Clock clock) =>
        BigInteger.Abs(seconds.Floor) < (BigInteger)1 << 60
            ? new RubyTime(r.Classes.Time, seconds, clock.IsLocal ? TimeZones.At(r, seconds.Floor) : clock)
            : throw r.Error("RangeError", "bignum too big to convert into `long'");

    private static RubyTime New(Runtime r, object[] a)
    {
        var clock = Zone(r, ref a);
        if (a.Length == 0)
        {
            return Now(r, clock);
        }
        if (a.Length > 6 && a[6] is not Nil)
        {
            if (clock is not null)
            {
                throw r.Error("ArgumentError", "timezone argument given as positional and keyword arguments");
            }
            clock = ClockOf(r, a[6]);
        }
        return Of(r, a.Length > 6 ? a[..6] : a, clock);
    }

    /// <summary>The arguments from the year down, which ten of them tell from the second up.</summary>
    private static object[] Ordered(object[] a) => a.Length == 10 ? [a[5], a[4], a[3], a[2], a[1], a[0]] : a;

    /// <param name="clock">Null for that of the place.</param>
    private static RubyTime Of(Runtime r, object[] a, Clock? clock)
    {
        object? Given(int at) => a.Length > at && a[at] is not Nil ? a[at] : null;
        var year = Whole(r, a[0]);
        var month = Month(r, Given(1));
        var day = Limited(r, Given(2), 1, 1, 31, 31, "argument");
        var hour = Limited(r, Given(3), 0, 0, 24, 31, "hour");
        var minute = Limited(r, Given(4), 0, 0, 59, 63, "min");
        var second = Given(5) switch
        {
            null => 0,
            RubyString text => Whole(r, text),
            var value => Number(r, value),
        };
        if (second.Numerator.Sign < 0 || second.Floor > 63 || (hour == 24 && (minute > 0 || second != 0)))
        {
            throw r.Error("ArgumentError", "argument out of range");
        }
        if (second.Floor > 60)
        {
            throw r.Error("ArgumentError", "sec out of range");
        }
        if (Given(6) is { } micros)
        {
            second += (micros is RubyString text ? Whole(r, text) : Number(r, micros)) / 1_000_000;
        }
        if (Math.Abs(year) > 1_000_000_000)
        {
            throw r.Error("ArgumentError", "argument out of range");
        }
        var told = second + (CivilTime.Days(year, month, day) * 86_400 + hour * 3600 + minute * 60);
        var shown = clock ?? TimeZones.When(r, told.Floor);
        return Made(r, told - shown.Offset, shown);
    }

    private static long Whole(Runtime r, object value) =>
        value is RubyString text ? r.Int(r.Send(r.Main, "Integer", text, 10L))
        : value is Nil ? throw r.Error("TypeError", "no implicit conversion of nil into Integer")
        : r.Int(value);

    private static int Month(Runtime r, object? value)
    {
        var named = value is RubyString { Text: var name }
            ? Array.FindIndex(Months, one => one.Equals(name, StringComparison.OrdinalIgnoreCase))
            : -1;
        return named >= 0 ? named + 1 : Limited(r, value, 1, 1, 12, 15, "mon");
    }

    /// <summary>A part of a time; what is far out of its range is told in other words.</summary>
    private static int Limited(
        Runtime r,
        object? value,
        int otherwise,
        int least,
        int most,
        int far,
        string name
    )
    {
        if (value is null)
        {
            return otherwise;
        }
        var number = Whole(r, value);
        return number < 0 || number > far || (number < least && name == "argument")
                ? throw r.Error("ArgumentError", "argument out of range")
            : number < least || number > most ? throw r.Error("ArgumentError", name + " out of range")
            : (int)number;
    }
}
