using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bunraku.Ruby;

/// <summary><c>strftime</c>: directives with flags and widths.</summary>
internal static class TimeFormat
{
    public static string Of(RubyTime time, string format)
    {
        var output = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                output.Append(format[i]);
                continue;
            }
            var start = i++;
            var flags = "";
            while (i < format.Length && "-0^#_:".Contains(format[i], StringComparison.Ordinal))
            {
                flags += format[i++];
            }
            var width = 0;
            while (i < format.Length && char.IsAsciiDigit(format[i]))
            {
                width = Math.Min(width * 10 + format[i++] - '0', 10_000);
            }
            if (
                i + 1 < format.Length
                && (
                    format[i] == 'E' && "cCxXyY".Contains(format[i + 1], StringComparison.Ordinal)
                    || format[i] == 'O' && "deHkIlmMSuUVwWy".Contains(format[i + 1], StringComparison.Ordinal)
                )
            )
            {
                i++;
            }
            var kind = i < format.Length ? format[i] : '\0';
            output.Append(One(time, kind, flags, width) ?? format[start..Math.Min(format.Length, i + 1)]);
        }
        return output.ToString();
    }

    private static string? One(RubyTime time, char kind, string flags, int width)
    {
        var m = time.Civil;
        string Number(long value, int digits, char filler = '0') =>
            Padded(value, digits, filler, flags, width);
        string Word(string text) =>
            flags.Contains('-')
                ? Cased(text, flags)
                : Cased(text, flags).PadLeft(width, flags.Contains('0') ? '0' : ' ');
        string Again(string format) => Word(Of(time, format));
        string Half() => m.Hour < 12 ? "AM" : "PM";
        var hour12 = m.Hour % 12 == 0 ? 12 : m.Hour % 12;
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        return kind switch
        {
            'Y' => Number(m.Year, m.Year < 0 ? 5 : 4),
            'C' => Number(CivilTime.Down(m.Year, 100), 2),
            'y' => Number(CivilTime.Mod(m.Year, 100), 2),
            'm' => Number(m.Month, 2),
            'd' => Number(m.Day, 2),
            'e' => Number(m.Day, 2, ' '),
            'j' => Number(m.YearDay, 3),
            'H' => Number(m.Hour, 2),
            'k' => Number(m.Hour, 2, ' '),
            'I' => Number(hour12, 2),
            'l' => Number(hour12, 2, ' '),
            'M' => Number(m.Minute, 2),
            'S' => Number(m.Second, 2),
            'L' => Fraction(time, width == 0 ? 3 : width),
            'N' => Fraction(time, width == 0 ? 9 : width),
            's' => Number(time.Whole, 1),
            'u' => Number(m.WeekDay == 0 ? 7 : m.WeekDay, 1),
            'w' => Number(m.WeekDay, 1),
            'G' => Number(m.Week.Year, m.Week.Year < 0 ? 5 : 4),
            'g' => Number(CivilTime.Mod(m.Week.Year, 100), 2),
            'V' => Number(m.Week.Week, 2),
            'U' => Number((m.YearDay + 6 - m.WeekDay) / 7, 2),
            'W' => Number((m.YearDay + 6 - (m.WeekDay + 6) % 7) / 7, 2),
            'B' => Word(names.MonthNames[m.Month - 1]),
            'b' or 'h' => Word(names.AbbreviatedMonthNames[m.Month - 1]),
            'A' => Word(names.DayNames[m.WeekDay]),
            'a' => Word(names.AbbreviatedDayNames[m.WeekDay]),
            'p' when flags.Contains('#') => Half().ToLowerInvariant().PadLeft(width),
            'p' => Word(Half()),
            'P' => Half().ToLowerInvariant().PadLeft(width),
            'Z' => (time.Clock.Zone ?? "") is var zone && flags.Contains('#')
                ? zone.ToLowerInvariant()
                : Word(zone),
            'z' when flags.Count(flag => flag == ':') > 3 => null,
            'z' => Offset(time.Clock, flags, width),
            'F' => Again("%Y-%m-%d"),
            'T' or 'X' => Again("%H:%M:%S"),
            'D' or 'x' => Again("%m/%d/%y"),
            'R' => Again("%H:%M"),
            'r' => Again("%I:%M:%S %p"),
            'c' => Again("%a %b %e %H:%M:%S %Y"),
            'v' => Again("%e-%^b-%Y"),
            'n' => "\n",
            't' => "\t",
            '%' => "%",
            _ => null,
        };
    }

    private static string Cased(string text, string flags) =>
        flags.Contains('^') || flags.Contains('#') ? text.ToUpperInvariant() : text;

    private static string Padded(long value, int digits, char filler, string flags, int width)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (flags.Contains('-'))
        {
            return text;
        }
        filler =
            flags.Contains('_') ? ' '
            : flags.Contains('0') ? '0'
            : filler;
        var least = width > 0 ? width : digits;
        return value < 0 && filler == '0'
            ? "-" + text[1..].PadLeft(least - 1, '0')
            : text.PadLeft(least, filler);
    }

    private static string Fraction(RubyTime time, int digits)
    {
        var known = Math.Min(digits, 30);
        var parts = time.Seconds * BigInteger.Pow(10, known);
        var whole = time.Seconds.Floor * BigInteger.Pow(10, known);
        return (parts.Floor - whole)
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(known, '0')
            .PadRight(digits, '0');
    }

    /// <summary>The offset with as many colons as its flags have; three mean as few parts as do.</summary>
    private static string Offset(Clock clock, string flags, int width)
    {
        var colons = flags.Count(f => f == ':');
        var sign = clock.Offset < 0 || (clock.IsUtc && flags.Contains('-')) ? '-' : '+';
        var seconds = Math.Abs(clock.Offset);
        var (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        var tail = colons switch
        {
            0 => $"{minutes:00}",
            1 => $":{minutes:00}",
            2 => $":{minutes:00}:{rest:00}",
            _ => rest > 0 ? $":{minutes:00}:{rest:00}"
            : minutes > 0 ? $":{minutes:00}"
            : "",
        };
        var room = Math.Max(width, tail.Length + 3) - tail.Length - 1;
        var text = hours.ToString(CultureInfo.InvariantCulture);
        return flags.Contains('_')
            ? (sign + text).PadLeft(room + 1) + tail
            : sign + text.PadLeft(room, '0') + tail;
    }
}
