using System.Globalization;
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
            if (i < format.Length && format[i] is 'E' or 'O')
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
        var m = time.Moment;
        string Number(long value, int digits, char filler = '0') =>
            Padded(value, digits, filler, flags, width);
        string Word(string text) => Cased(text, flags).PadLeft(width, flags.Contains('0') ? '0' : ' ');
        string Again(string format) => Word(Of(time, format));
        var hour12 = m.Hour % 12 == 0 ? 12 : m.Hour % 12;
        var c = CultureInfo.InvariantCulture;
        return kind switch
        {
            'Y' => Number(m.Year, 4),
            'C' => Number(m.Year / 100, 2),
            'y' => Number(m.Year % 100, 2),
            'm' => Number(m.Month, 2),
            'd' => Number(m.Day, 2),
            'e' => Number(m.Day, 2, ' '),
            'j' => Number(m.DayOfYear, 3),
            'H' => Number(m.Hour, 2),
            'k' => Number(m.Hour, 2, ' '),
            'I' => Number(hour12, 2),
            'l' => Number(hour12, 2, ' '),
            'M' => Number(m.Minute, 2),
            'S' => Number(m.Second, 2),
            'L' => Fraction(m, width == 0 ? 3 : width),
            'N' => Fraction(m, width == 0 ? 9 : width),
            's' => Number(m.ToUnixTimeSeconds(), 1),
            'u' => Number(m.DayOfWeek == 0 ? 7 : (int)m.DayOfWeek, 1),
            'w' => Number((int)m.DayOfWeek, 1),
            'G' => Number(ISOWeek.GetYear(m.DateTime), 4),
            'g' => Number(ISOWeek.GetYear(m.DateTime) % 100, 2),
            'V' => Number(ISOWeek.GetWeekOfYear(m.DateTime), 2),
            'U' => Number((m.DayOfYear + 6 - (int)m.DayOfWeek) / 7, 2),
            'W' => Number((m.DayOfYear + 6 - ((int)m.DayOfWeek + 6) % 7) / 7, 2),
            'B' => Word(m.ToString("MMMM", c)),
            'b' or 'h' => Word(m.ToString("MMM", c)),
            'A' => Word(m.ToString("dddd", c)),
            'a' => Word(m.ToString("ddd", c)),
            'p' => flags.Contains('#') ? m.ToString("tt", c).ToLowerInvariant() : Word(m.ToString("tt", c)),
            'P' => Word(m.ToString("tt", c).ToLowerInvariant()),
            'Z' => Word(time.IsUtc || m.Offset == TimeSpan.Zero ? "UTC" : ""),
            'z' => Offset(m.Offset, flags.Count(f => f == ':')),
            'F' => Again("%Y-%m-%d"),
            'T' or 'X' => Again("%H:%M:%S"),
            'D' or 'x' => Again("%m/%d/%y"),
            'R' => Again("%H:%M"),
            'r' => Again("%I:%M:%S %p"),
            'c' => Again("%a %b %e %H:%M:%S %Y"),
            'v' => Again("%e-%^b-%Y"),
            '+' => Again("%a %b %e %H:%M:%S %Z %Y"),
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
        return text.PadLeft(width > 0 ? width : digits, filler);
    }

    private static string Fraction(DateTimeOffset m, int digits)
    {
        var text = (m.Ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture);
        return text.PadRight(digits, '0')[..digits];
    }

    public static string Offset(TimeSpan offset, int colons)
    {
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        var text = offset.Duration();
        return colons switch
        {
            0 => $"{sign}{text.Hours:00}{text.Minutes:00}",
            1 => $"{sign}{text.Hours:00}:{text.Minutes:00}",
            _ => $"{sign}{text.Hours:00}:{text.Minutes:00}:{text.Seconds:00}",
        };
    }
}
