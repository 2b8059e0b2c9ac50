using System.Globalization;

namespace Bunraku.Cli;

/// <summary>Durations as the reference's settings write them: <c>90</c>, <c>30m</c>, <c>32d</c>.</summary>
internal static class PuppetDuration
{
    /// <summary>Null when nothing is said; without end for 0 and <c>unlimited</c>.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        if (text is "0" or "unlimited")
        {
            return TimeSpan.FromDays(365_000);
        }
        var seconds = text[^1] switch
        {
            'y' => 365 * 86_400,
            'd' => 86_400,
            'h' => 3600,
            'm' => 60,
            _ => 1,
        };
        var digits = char.IsAsciiDigit(text[^1]) ? text : text[..^1];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromSeconds((double)number * seconds)
            : throw new Bunraku.Text.DiagnosticException(CliDiagnostics.BadDuration(text));
    }
}
