using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

internal sealed partial class ScheduleResourceType() : ResourceType("schedule")
{
    public override string Doc => "The hours and the rate at which resources may be managed.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("range"),
        Parameter("periodmatch", "number", "distance"),
        Parameter("period", "hourly", "daily", "weekly", "monthly", "never"),
        .. Parameters("repeat", "weekday"),
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        if (attribute.Name == "range")
        {
            foreach (var range in value is ArrayValue list ? list.Items : [value])
            {
                Check(range, value);
            }
        }
        if (attribute.Name == "weekday")
        {
            foreach (var day in value is ArrayValue days ? days.Items : [value])
            {
                CheckDay(day);
            }
        }
        return value;
    }

    private static void CheckDay(Value day)
    {
        if (
            day is not IntegerValue { Number: >= 0 and <= 6 }
            && !(day is StringValue && Day().IsMatch(day.ToString()))
        )
        {
            throw new AttributeException($"{day} is not a valid day of the week");
        }
    }

    private static void Check(Value range, Value all)
    {
        if (range is not StringValue { Text: var text } || !Range().IsMatch(text))
        {
            throw new AttributeException($"Invalid range value '{range}'");
        }
        var times = text.Split('-', StringSplitOptions.TrimEntries);
        if (times.Length != 2)
        {
            throw new AttributeException($"Invalid range {range}");
        }
        foreach (var (part, last, what) in ((int, int, string)[])[(0, 23, "hour"), (1, 59, "minute")])
        {
            var wrong = times.Select(time => Number(time, part)).FirstOrDefault(number => number > last);
            if (wrong > last)
            {
                throw new AttributeException(
                    $"Munging failed for value {Inspect(all)} in class range: Invalid {what} '{wrong}'"
                );
            }
        }
    }

    /// <summary>A part that is no number counts as 0, as in Ruby.</summary>
    private static long Number(string time, int part) =>
        time.Split(':').ElementAtOrDefault(part) is { } text
        && long.TryParse(Digits().Match(text).Value, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    [GeneratedRegex(@"[0-9]+(:[0-9]+){0,2}\s*-\s*[0-9]+(:[0-9]+){0,2}")]
    private static partial Regex Range();

    [GeneratedRegex(
        "^([0-6]|(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Day();

    [GeneratedRegex(@"\A\s*[0-9]+")]
    private static partial Regex Digits();
}
