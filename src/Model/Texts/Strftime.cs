using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>Ruby's <c>Time#strftime</c>: directives with the flags <c>- 0 ^ # _ :</c> and a width.</summary>
public static partial class Strftime
{
    private static readonly string[] Days =
    [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ];

    private static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    public static string Format(TimestampValue moment, string format, string? timezone = null)
    {
        if ((format.Length - format.AsSpan().TrimEnd('%').Length) % 2 != 0)
        {
            throw DataTypeException.Runtime($"invalid format: {format}");
        }
        var utc = moment.ToDateTime();
        var isUtc = string.IsNullOrEmpty(timezone);
        var local = isUtc ? utc : utc.ToOffset(Timezone.Offset(timezone!));
        return Format(local, moment.NanosecondPart, isUtc, format);
    }

    private static string Format(DateTimeOffset time, int nanoseconds, bool isUtc, string format)
    {
        var output = new StringBuilder();
        var last = 0;
        foreach (Match match in Directive().Matches(format))
        {
            output.Append(format, last, match.Index - last);
            output.Append(Expand(time, nanoseconds, isUtc, match));
            last = match.Index + match.Length;
        }
        return output.Append(format, last, format.Length - last).ToString();
    }

    private static string Expand(DateTimeOffset time, int nanoseconds, bool isUtc, Match match)
    {
        var flags = match.Groups["flags"].Value;
        int? width = null;
        if (match.Groups["width"].Success)
        {
            if (!int.TryParse(match.Groups["width"].ValueSpan, CultureInfo.InvariantCulture, out var given))
            {
                return match.Value;
            }
            width =
                given <= Extent.MostCharacters
                    ? given
                    : throw DataTypeException.Runtime($"Numerical result out of range - {match.Value}");
        }
        var conversion = match.Groups["conversion"].Value[0];
        var compound = conversion switch
        {
            'c' => "%a %b %e %H:%M:%S %Y",
            'D' or 'x' => "%m/%d/%y",
            'F' => "%Y-%m-%d",
            'T' or 'X' => "%H:%M:%S",
            'R' => "%H:%M",
            'r' => "%I:%M:%S %p",
            'v' => "%e-%^b-%Y",
            _ => null,
        };
        if (compound is not null)
        {
            return Pad(Format(time, nanoseconds, isUtc, compound), flags, width ?? 0, ' ');
        }
        if (conversion is 'N' or 'L')
        {
            var digits = nanoseconds.ToString("D9", CultureInfo.InvariantCulture);
            var length = width ?? (conversion == 'N' ? 9 : 3);
            return digits.Length >= length ? digits[..length] : digits.PadRight(length, '0');
        }
        if (conversion is 'z')
        {
            return Pad(Zone(time.Offset, match.Groups["colons"].Length), flags, width ?? 0, '0');
        }
        if (Word(time, isUtc, conversion) is { } word)
        {
            word = flags.Contains('^', StringComparison.Ordinal) ? word.ToUpperInvariant() : word;
            word = flags.Contains('#', StringComparison.Ordinal) ? Swapped(conversion, word) : word;
            return Pad(word, flags, width ?? 0, ' ');
        }
        var (number, defaultWidth, pad) = Number(time, conversion);
        var text = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        return (number < 0 ? "-" : "") + Pad(text, flags, width ?? defaultWidth, pad);
    }

    private static string Swapped(char conversion, string word) =>
        conversion == 'p' ? word.ToLowerInvariant() : word.ToUpperInvariant();

    private static string Pad(string text, string flags, int width, char pad)
    {
        if (flags.Contains('-', StringComparison.Ordinal))
        {
            return text;
        }
        pad = flags.Contains('0', StringComparison.Ordinal) ? '0' : pad;
        pad = flags.Contains('_', StringComparison.Ordinal) ? ' ' : pad;
        return text.PadLeft(width, pad);
    }

    private static string Zone(TimeSpan offset, int colons)
    {
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        var size = offset.Duration();
        var hours = ((int)size.TotalHours).ToString("00", CultureInfo.InvariantCulture);
        var minutes = size.Minutes.ToString("00", CultureInfo.InvariantCulture);
        return colons switch
        {
            0 => $"{sign}{hours}{minutes}",
            1 => $"{sign}{hours}:{minutes}",
            _ => $"{sign}{hours}:{minutes}:00",
        };
    }

    private static string? Word(DateTimeOffset time, bool isUtc, char conversion) =>
        conversion switch
        {
            'A' => Days[(int)time.DayOfWeek],
            'a' => Days[(int)time.DayOfWeek][..3],
            'B' => Months[time.Month - 1],
            'b' or 'h' => Months[time.Month - 1][..3],
            'p' => time.Hour < 12 ? "AM" : "PM",
            'P' => time.Hour < 12 ? "am" : "pm",
            'Z' => isUtc ? "UTC" : "",
            'n' => "\n",
            't' => "\t",
            '%' => "%",
            _ => null,
        };

    private static (long Number, int Width, char Pad) Number(DateTimeOffset time, char conversion)
    {
        var hour12 = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        var weekday = (int)time.DayOfWeek;
        return conversion switch
        {
            'Y' => (time.Year, 4, '0'),
            'C' => (time.Year / 100, 2, '0'),
            'y' => (time.Year % 100, 2, '0'),
            'm' => (time.Month, 2, '0'),
            'd' => (time.Day, 2, '0'),
            'e' => (time.Day, 2, ' '),
            'j' => (time.DayOfYear, 3, '0'),
            'H' => (time.Hour, 2, '0'),
            'k' => (time.Hour, 2, ' '),
            'I' => (hour12, 2, '0'),
            'l' => (hour12, 2, ' '),
            'M' => (time.Minute, 2, '0'),
            'S' => (time.Second, 2, '0'),
            's' => (time.ToUnixTimeSeconds(), 1, '0'),
            'u' => (weekday == 0 ? 7 : weekday, 1, '0'),
            'w' => (weekday, 1, '0'),
            'U' => ((time.DayOfYear + 6 - weekday) / 7, 2, '0'),
            'W' => ((time.DayOfYear + 6 - (weekday + 6) % 7) / 7, 2, '0'),
            'V' => (ISOWeek.GetWeekOfYear(time.DateTime), 2, '0'),
            'G' => (ISOWeek.GetYear(time.DateTime), 4, '0'),
            _ => (ISOWeek.GetYear(time.DateTime) % 100, 2, '0'),
        };
    }

    [GeneratedRegex(
        @"%(?<flags>[-0^#_]*)(?<width>[1-9]\d*)?(?<colons>:{0,2})(?<conversion>[A-DF-NPR-Zabcdeghjklmnprstuvwxyz%])"
    )]
    private static partial Regex Directive();
}
