using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>
/// Formats of time spans: <c>%D %H %M %S %L %N</c>, with <c>-</c>, <c>_</c> or <c>0</c> and a width between.
/// The largest unit that occurs takes everything above it.
/// </summary>
internal static class TimespanFormat
{
    public const string Default = "%D-%H:%M:%S.%-N";

    public static readonly IReadOnlyList<string> Defaults =
    [
        Default,
        "%H:%M:%S.%-N",
        "%M:%S.%-N",
        "%S.%-N",
        "%D-%H:%M:%S",
        "%H:%M:%S",
        "%D-%H:%M",
        "%S",
    ];

    private const string Units = "NLSMHD";

    public static TimespanValue Parse(string text, IReadOnlyList<string> formats)
    {
        foreach (var format in formats)
        {
            if (TryParse(text, Segments(format)) is { } span)
            {
                return span;
            }
        }
        throw DataTypeException.Runtime(
            formats.Count == 1
                ? $"Unable to parse '{text}' using format '{formats[0]}'"
                : $"Unable to parse '{text}' using any of the formats {string.Join(", ", formats)}"
        );
    }

    public static string Format(TimespanValue span, string format)
    {
        var output = new StringBuilder(span.Nanoseconds < 0 ? "-" : "");
        var total = Int128.Abs(span.Nanoseconds);
        foreach (var segment in Segments(format))
        {
            output.Append(segment.Unit == '\0' ? segment.Literal : segment.Print(total));
        }
        return output.ToString();
    }

    private static TimespanValue? TryParse(string text, List<Segment> segments)
    {
        var pattern = new StringBuilder(@"\A-?");
        foreach (var segment in segments)
        {
            pattern.Append('(').Append(segment.Pattern).Append(')');
        }
        var match = Regex.Match(text, pattern.Append(@"\z").ToString(), RegexOptions.CultureInvariant);
        if (!match.Success)
        {
            return null;
        }
        Int128 total = 0;
        for (var i = 0; i < segments.Count; i++)
        {
            var digits = match.Groups[i + 1].Value.TrimStart();
            if (segments[i].Unit == '\0')
            {
                continue;
            }
            if (digits.Length == 0 || !digits.All(char.IsAsciiDigit))
            {
                return null;
            }
            total += segments[i].Nanoseconds(digits);
        }
        return new(text.StartsWith('-') ? -total : total);
    }

    private static List<Segment> Segments(string format)
    {
        var segments = new List<Segment>();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%' || at + 1 < format.Length && format[at + 1] == '%')
            {
                at += format[at] == '%' ? 1 : 0;
                segments.Add(new Segment('\0', null, null, format[at].ToString()));
                continue;
            }
            var start = at++;
            char? pad = '0';
            if (at < format.Length && format[at] is '-' or '_')
            {
                pad = format[at++] == '-' ? null : ' ';
            }
            else if (at < format.Length && format[at] == '0')
            {
                at++;
            }
            var digits = at;
            while (at < format.Length && char.IsAsciiDigit(format[at]))
            {
                at++;
            }
            int? width = at > digits ? Width(format.AsSpan(digits, at - digits)) : null;
            if (at >= format.Length || !Units.Contains(format[at], StringComparison.Ordinal))
            {
                throw DataTypeException.Runtime(
                    $"Bad format specifier '{format[start..at]}' in '{format}', at position {at}"
                );
            }
            segments.Add(new Segment(format[at], pad, width, ""));
        }
        var highest = segments.MaxBy(segment => Units.IndexOf(segment.Unit, StringComparison.Ordinal));
        if (highest is { Unit: not '\0' })
        {
            highest.IsTotal = true;
        }
        return segments;
    }

    private static int Width(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, CultureInfo.InvariantCulture, out var width)
            ? width
            : throw DataTypeException.Runtime("width too big");

    private sealed record Segment(char Unit, char? Pad, int? Width, string Literal)
    {
        public bool IsTotal { get; set; }

        private int DefaultWidth =>
            Unit switch
            {
                'D' => 1,
                'L' => 3,
                'N' => 9,
                _ => 2,
            };

        private bool IsFraction => Unit is 'L' or 'N';

        public string Pattern
        {
            get
            {
                if (Unit == '\0')
                {
                    return Regex.Escape(Literal);
                }
                return (Width, Pad) switch
                {
                    (null, ' ') => IsTotal ? @"\s*[0-9]+" : $@"[0-9\s]{{1,{DefaultWidth}}}",
                    (null, _) => IsTotal ? "[0-9]+" : $"[0-9]{{1,{DefaultWidth}}}",
                    ({ } width, null) => $"[0-9]{{1,{width}}}",
                    ({ } width, '0') => $"[0-9]{{{width}}}",
                    ({ } width, _) => $@"[0-9\s]{{{width}}}",
                };
            }
        }

        private long Multiplier =>
            Unit switch
            {
                'D' => 86_400_000_000_000,
                'H' => 3_600_000_000_000,
                'M' => 60_000_000_000,
                'S' => 1_000_000_000,
                'L' => 1_000_000,
                _ => 1,
            };

        private int Modulus =>
            Unit switch
            {
                'D' => int.MaxValue,
                'H' => 24,
                'L' => 1000,
                'N' => 1_000_000_000,
                _ => 60,
            };

        public Int128 Nanoseconds(string digits)
        {
            if (!IsFraction)
            {
                return Int128.Parse(digits, CultureInfo.InvariantCulture) * Multiplier;
            }
            if (IsTotal)
            {
                throw DataTypeException.Runtime(
                    "Format specifiers %L and %N denotes fractions and must be used together with a specifier "
                        + "of higher magnitude"
                );
            }
            return Int128.Parse(digits.PadRight(9, '0'), CultureInfo.InvariantCulture);
        }

        public string Print(Int128 total)
        {
            var unit = Multiplier;
            Int128 modulus = Modulus;
            if (Unit == 'N' && Width < 9)
            {
                unit = (long)Math.Pow(10, 9 - Width.Value);
                modulus = (Int128)Math.Pow(10, Width.Value);
            }
            var number = total / unit;
            number = IsTotal ? number : number % modulus;
            if (IsFraction && !IsTotal && Pad != '0' && number != 0)
            {
                while (number % 10 == 0)
                {
                    number /= 10;
                }
            }
            var text = number.ToString(CultureInfo.InvariantCulture);
            var width = Width ?? DefaultWidth;
            return (Pad, IsFraction) switch
            {
                (null, _) => text,
                (_, true) => text.PadRight(width),
                (var pad, _) => text.PadLeft(width, pad.Value),
            };
        }
    }
}
