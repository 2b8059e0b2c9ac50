using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>Reads timestamps with strptime formats, as the reference's <c>Timestamp.new</c> does.</summary>
internal static class TimestampParsing
{
    private static readonly string[] WithoutZone = ["%FT%T.%N", "%FT%T", "%F %T.%N", "%F %T", "%F"];

    private static readonly string[] Defaults =
    [
        "%FT%T.%N %Z",
        "%FT%T %Z",
        "%F %T.%N %Z",
        "%F %T %Z",
        "%F %Z",
        .. WithoutZone,
    ];

    public static TimestampValue Parse(string text, IReadOnlyList<string>? formats, string? timezone)
    {
        var hasZone = !string.IsNullOrEmpty(timezone) && timezone != "default";
        formats ??= hasZone ? WithoutZone : Defaults;
        foreach (var format in formats)
        {
            if (Strptime(text, format) is not { } fields)
            {
                continue;
            }
            if (hasZone && fields.Zone is not null)
            {
                if (formats.Count > 1)
                {
                    continue;
                }
                throw DataTypeException.Runtime(
                    "Using a Timezone designator in format specification is mutually exclusive to providing an "
                        + "explicit timezone argument"
                );
            }
            return fields.ToTimestamp(hasZone ? timezone : fields.Zone);
        }
        throw DataTypeException.Runtime(
            formats.Count == 1
                ? $"Unable to parse '{text}' using format '{formats[0]}'"
                : $"Unable to parse '{text}' using any of the formats {string.Join(", ", formats)}"
        );
    }

    private static Fields? Strptime(string text, string format)
    {
        var pattern = new StringBuilder(@"\A");
        AppendPattern(format, pattern);
        pattern.Append(@"\z");
        var match = Regex.Match(
            text,
            pattern.ToString(),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );
        return match.Success ? Fields.From(match) : null;
    }

    private static void AppendPattern(string format, StringBuilder pattern)
    {
        for (var i = 0; i < format.Length; i++)
        {
            if (char.IsWhiteSpace(format[i]))
            {
                pattern.Append(@"\s*");
                continue;
            }
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                pattern.Append(Regex.Escape(format[i].ToString()));
                continue;
            }
            i++;
            while (i + 1 < format.Length && format[i] is '-' or '0' or '^' or '#' or '_' or ':')
            {
                i++;
            }
            AppendDirective(format[i], pattern);
        }
    }

    private static void AppendDirective(char directive, StringBuilder pattern)
    {
        var nested = directive switch
        {
            'F' => "%Y-%m-%d",
            'T' or 'X' => "%H:%M:%S",
            'R' => "%H:%M",
            'D' or 'x' => "%m/%d/%y",
            'r' => "%I:%M:%S %p",
            'c' => "%a %b %e %H:%M:%S %Y",
            _ => null,
        };
        if (nested is not null)
        {
            AppendPattern(nested, pattern);
            return;
        }
        pattern.Append(
            directive switch
            {
                'Y' => @"(?<year>[+-]?\d+)",
                'y' => @"(?<shortyear>\d{1,2})",
                'm' => @"(?<month>\d{1,2})",
                'd' or 'e' => @"\s*(?<day>\d{1,2})",
                'H' or 'k' => @"\s*(?<hour>\d{1,2})",
                'I' or 'l' => @"\s*(?<hour>\d{1,2})",
                'M' => @"(?<minute>\d{1,2})",
                'S' => @"(?<second>\d{1,2})",
                'N' => @"(?<fraction>\d+)",
                'L' => @"(?<fraction>\d+)",
                'p' or 'P' => @"(?<half>am|pm|a\.m\.|p\.m\.)",
                'j' => @"(?<yearday>\d{1,3})",
                's' or 'Q' => @"-?\d+",
                'z' or 'Z' => @"(?<zone>[+-]\d{1,2}:?\d{0,2}|(?:utc|gmt)[+-]\d{1,2}:?\d{0,2}|[a-z]+)",
                'b' or 'B' or 'h' => @"(?<monthname>[a-z]+)",
                'a' or 'A' => "[a-z]+",
                '%' => "%",
                'n' or 't' => @"\s*",
                _ => @"\S*",
            }
        );
    }

    private sealed record Fields(Match Match)
    {
        public string? Zone => Match.Groups["zone"].Success ? Match.Groups["zone"].Value : null;

        public static Fields? From(Match match)
        {
            var fields = new Fields(match);
            var isPossible =
                (!match.Groups["monthname"].Success || fields.Month > 0)
                && fields is { Month: <= 12, Hour: <= 24, Minute: < 60, Second: <= 60 }
                && fields.Number("day", 1) is >= 1 and <= 31;
            return isPossible ? fields : null;
        }

        private int Month
        {
            get
            {
                if (!Match.Groups["monthname"].Success)
                {
                    return Number("month", 1);
                }
                var name = Match.Groups["monthname"].Value;
                var names = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
                return 1
                    + Array.FindIndex(
                        names,
                        month =>
                            month.Length > 0
                            && (
                                month.Equals(name, StringComparison.OrdinalIgnoreCase)
                                || month[..3].Equals(name, StringComparison.OrdinalIgnoreCase)
                            )
                    );
            }
        }

        private int Hour
        {
            get
            {
                var hour = Number("hour", 0);
                var half = Match.Groups["half"].Value;
                return half.Length == 0 ? hour : hour % 12 + (half[0] is 'p' or 'P' ? 12 : 0);
            }
        }

        private int Minute => Number("minute", 0);

        private int Second => Number("second", 0);

        private int Year
        {
            get
            {
                var shortYear = Number("shortyear", -1);
                return shortYear < 0
                    ? Number("year", DateTime.UnixEpoch.Year)
                    : shortYear + (shortYear < 69 ? 2000 : 1900);
            }
        }

        public TimestampValue ToTimestamp(string? zone)
        {
            if (!Match.Groups["year"].Success && !Match.Groups["shortyear"].Success)
            {
                // Seconds since the epoch are read, but no year comes of them.
                throw DataTypeException.Runtime("no implicit conversion of nil into Integer");
            }
            try
            {
                var date = new DateTime(Year, Month, 1, 0, 0, 0, DateTimeKind.Utc)
                    .AddDays(Number("day", 1) - 1 + Number("yearday", 1) - 1)
                    .AddHours(Hour)
                    .AddMinutes(Minute)
                    .AddSeconds(Second);
                var offset = zone is null ? TimeSpan.Zero : Timezone.Offset(zone);
                var whole = TimestampValue.From(new DateTimeOffset(date) - offset);
                return new(whole.Nanoseconds + Fraction());
            }
            catch (ArgumentOutOfRangeException)
            {
                throw DataTypeException.Runtime("argument out of range");
            }
        }

        private long Fraction()
        {
            var digits = Match.Groups["fraction"].Value;
            return digits.Length == 0
                ? 0
                : long.Parse(digits.PadRight(9, '0').AsSpan(0, 9), CultureInfo.InvariantCulture);
        }

        private int Number(string group, int otherwise) =>
            int.TryParse(Match.Groups[group].ValueSpan, CultureInfo.InvariantCulture, out var number)
                ? number
                : otherwise;
    }
}
