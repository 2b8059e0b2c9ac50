using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

internal sealed partial class CronResourceType() : ResourceType("cron")
{
    private static readonly string[] TimeNames = ["minute", "hour", "weekday", "monthday", "month"];

    private static readonly string[] Specials =
    [
        "reboot",
        "yearly",
        "annually",
        "monthly",
        "weekly",
        "daily",
        "midnight",
        "hourly",
        "absent",
    ];

    public override string Doc => "A line of an account's crontab.";

    protected override string ProviderTable => "crontab";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Properties("command", "special"),
        Time("minute"),
        Time("hour"),
        Time("weekday"),
        Time("month"),
        Time("monthday"),
        Property("environment") with
        {
            IsList = true,
        },
        .. Properties("user", "target"),
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        if (resource.Text("user") is { } user)
        {
            yield return new("User", user);
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "command" => value.ToString().Trim(),
            "special" => Specials.Contains(value.ToString())
                ? value
                : throw new AttributeException($"Invalid special schedule {Inspect(value)}"),
            "minute" => TimeOf(attribute, value, 0..59),
            "hour" => TimeOf(attribute, value, 0..23),
            "weekday" => TimeOf(attribute, value, 0..7),
            "month" => TimeOf(attribute, value, 1..12),
            "monthday" => TimeOf(attribute, value, 1..31),
            "environment" => value.ToString() == "absent" || Assignment().IsMatch(value.ToString())
                ? value
                : throw new AttributeException($"Invalid environment setting {Inspect(value)}"),
            _ => value,
        };

    protected override void Complete(ResourceDraft draft)
    {
        foreach (var time in TimeNames)
        {
            // One `absent` among the values means the whole.
            if (draft[time] is ArrayValue { Count: > 0 } values && values[0].ToString() == "absent")
            {
                draft[time] = "absent";
            }
        }
        WantPresence(draft);
    }

    protected override IEnumerable<string> Check(ResourceDraft draft) =>
        draft.Text("special") is null or "absent"
            ? []
            : TimeNames
                .Where(time => draft.Text(time) is not (null or "absent"))
                .Select(time =>
                    $"{draft.Reference} cannot specify both a special schedule and a value for {time}"
                )
                .Take(1);

    private static Value TimeOf(ResourceAttribute attribute, Value value, Range bounds)
    {
        var text = value.ToString();
        if (text is "absent" or "*")
        {
            return "absent";
        }
        if (Interval().IsMatch(text))
        {
            return text;
        }
        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : NumberOf(attribute.Name, text);
        return number >= bounds.Start.Value && number <= bounds.End.Value
            ? text.All(char.IsAsciiDigit)
                ? text
                : number.ToString(CultureInfo.InvariantCulture)
            : throw Unmunged(attribute.Name, value, $"{value} is not a valid {attribute.Name}");
    }

    /// <summary>The number of a month or day by its name or that's first three letters; -1: none.</summary>
    private static int NumberOf(string attribute, string text)
    {
        var names = attribute switch
        {
            "weekday" => CultureInfo.InvariantCulture.DateTimeFormat.DayNames,
            "month" => ["", .. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12]],
            _ => [],
        };
        return Array.FindIndex(
            names,
            name =>
                name.Length > 0
                && (
                    name.Equals(text, StringComparison.OrdinalIgnoreCase)
                    || name[..3].Equals(text, StringComparison.OrdinalIgnoreCase)
                )
        );
    }

    private static ResourceAttribute Time(string name) => Property(name) with { IsList = true };

    [GeneratedRegex(@"\A(\*/[0-9]+|[0-9]+-[0-9]+(/[0-9]+)?)\z")]
    private static partial Regex Interval();

    [GeneratedRegex(@"\A\s*\w+\s*=[^\n\r]*\z")]
    private static partial Regex Assignment();
}
