using System.Globalization;

namespace Bunraku.Model;

/// <summary>Moments as reports and what runs remember write them.</summary>
public static class ReportTime
{
    private const long TicksOfSecond = TimeSpan.TicksPerSecond;

    /// <summary>ISO 8601 with nine digits of a second.</summary>
    public static string Of(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00'zzz", CultureInfo.InvariantCulture);

    /// <summary>
    /// The same as bytes, a report has thousands; how many they are. Behind a blank as
    /// <paramref name="separator"/> the zone follows a blank, too.
    /// </summary>
    public static int Write(DateTimeOffset time, Span<byte> output, byte separator)
    {
        var (year, month, day) = time.DateTime;
        Digits(output[..4], year);
        output[4] = (byte)'-';
        Digits(output[5..7], month);
        output[7] = (byte)'-';
        Digits(output[8..10], day);
        output[10] = separator;
        Digits(output[11..13], time.Hour);
        output[13] = (byte)':';
        Digits(output[14..16], time.Minute);
        output[16] = (byte)':';
        Digits(output[17..19], time.Second);
        output[19] = (byte)'.';
        Digits(output[20..27], (int)(time.Ticks % TicksOfSecond));
        output[27] = output[28] = (byte)'0';
        var at = 29;
        if (separator == ' ')
        {
            output[at++] = (byte)' ';
        }
        var minutes = Math.Abs((int)time.Offset.TotalMinutes);
        output[at] = time.Offset < TimeSpan.Zero ? (byte)'-' : (byte)'+';
        Digits(output[(at + 1)..(at + 3)], minutes / 60);
        output[at + 3] = (byte)':';
        Digits(output[(at + 4)..(at + 6)], minutes % 60);
        return at + 6;
    }

    private static void Digits(Span<byte> output, int number)
    {
        for (var i = output.Length - 1; i >= 0; i--)
        {
            output[i] = (byte)('0' + number % 10);
            number /= 10;
        }
    }
}
