using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>Reads version ranges in npm's notation, as the reference's library does.</summary>
internal static partial class VersionRangeSyntax
{
    private const string Number = "[xX*]|0|[1-9][0-9]*";
    private const string Parts = @"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*";
    private const string Partial =
        $@"(?:{Number})(?:\.(?:{Number})(?:\.(?:{Number})(?:-{Parts})?(?:\+{Parts})?)?)?";

    public static ImmutableArray<VersionInterval> Parse(string text)
    {
        var compact = SpaceAfterOperator().Replace(text, "$1");
        if (compact.Length == 0)
        {
            return [VersionInterval.All];
        }
        return [.. Or().Split(compact).Select(range => Interval(range, text)).Distinct()];
    }

    private static VersionInterval Interval(string range, string text)
    {
        if (Hyphen().Match(range) is { Success: true } hyphen)
        {
            var from = new VersionInterval(new(Version(hyphen.Groups[1].Value), true), null);
            var to = new VersionInterval(null, new(Version(hyphen.Groups[2].Value), true));
            return from.Intersect(to) ?? VersionInterval.None;
        }
        VersionInterval? result = VersionInterval.All;
        foreach (var simple in Space().Split(range))
        {
            var match = Simple().Match(simple);
            if (!match.Success)
            {
                throw DataTypeException.Runtime($"Unparsable version range: \"{text}\"");
            }
            result = result?.Intersect(Comparison(match.Groups[1].Value, match.Groups[2].Value));
        }
        return result ?? VersionInterval.None;
    }

    private static VersionInterval Comparison(string @operator, string operand)
    {
        var parts = PartsOf().Match(operand);
        var (major, minor, patch) = (Digit(parts, 1), Digit(parts, 2), Digit(parts, 3));
        var isFull = major is not null && minor is not null && patch is not null;
        var version = Version(operand);
        switch (@operator)
        {
            case ">=":
                return new(new(version, true), null);
            case "<":
                return new(null, new(version, false));
            case ">" when isFull:
                return new(new(version, false), null);
            case ">":
                return major is null ? VersionInterval.None : new(new(Next(major.Value, minor), true), null);
            case "<=" when isFull:
                return new(null, new(version, true));
            case "<=":
                return major is null ? VersionInterval.All : new(null, new(Next(major.Value, minor), false));
            case "^" when major > 0:
                return new(new(version, true), new(Next(major.Value, null), false));
            default:
                break;
        }
        if (major is null)
        {
            return VersionInterval.All;
        }
        var isExact = isFull && @operator is "" or "=";
        return isExact && isFull
            ? new(new(version, true), new(version, true))
            : new(new(version, true), new(Next(major.Value, minor), false));
    }

    /// <summary>The first version after all of <c>major.minor.x</c>, or of <c>major.x</c>.</summary>
    private static SemVerValue Next(long major, long? minor) =>
        minor is null ? new(major + 1, 0, 0) : new(major, minor.Value + 1, 0);

    /// <summary>A partial version with zeros for what is missing.</summary>
    private static SemVerValue Version(string operand)
    {
        var parts = PartsOf().Match(operand);
        return new(
            Digit(parts, 1) ?? 0,
            Digit(parts, 2) ?? 0,
            Digit(parts, 3) ?? 0,
            parts.Groups[4].Success ? parts.Groups[4].Value : null,
            parts.Groups[5].Success ? parts.Groups[5].Value : null
        );
    }

    private static long? Digit(Match match, int group) =>
        long.TryParse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    [GeneratedRegex(@"([><=~^])(?:\s+|\s*v)")]
    private static partial Regex SpaceAfterOperator();

    [GeneratedRegex(@"\s*\|\|\s*")]
    private static partial Regex Or();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex($@"\A({Partial})\s+-\s+({Partial})\z")]
    private static partial Regex Hyphen();

    [GeneratedRegex($@"\A(<=|>=|~>|~=|[<>=~^])?({Partial})\z")]
    private static partial Regex Simple();

    [GeneratedRegex($@"\A({Number})(?:\.({Number})(?:\.({Number})(?:-({Parts}))?(?:\+({Parts}))?)?)?\z")]
    private static partial Regex PartsOf();
}
