using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// What runs remember of resources: when each was looked at and changed, and its audited values. Read from
/// and written to the reference's <c>state.yaml</c>.
/// </summary>
public sealed class RunState
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fffffff'00' zzz";
    private const int DayLength = 10;
    private readonly Dictionary<string, RememberedResource> entries = [];

    /// <summary>Nothing is remembered yet.</summary>
    public RunState() { }

    /// <param name="text">The file's text; what is not understood in it is left out.</param>
    public RunState(string text)
    {
        foreach (var (key, body) in YamlBlocks.Split(text, indent: 0))
        {
            if (key != "---" && key[0] != '-')
            {
                entries[key] = new RememberedResource(body);
            }
        }
    }

    /// <summary>When a resource was last looked at.</summary>
    public DateTimeOffset? Checked(ResourceReference resource) =>
        Find(resource) is { } entry ? Parse(entry[":checked"]) : null;

    /// <summary>The value of an audited property as it was written down, or null when it is new.</summary>
    public string? Audited(ResourceReference resource, string property) => Find(resource)?[":" + property];

    public void SetChecked(ResourceReference resource, DateTimeOffset time) =>
        Get(resource)[":checked"] = " " + Format(time);

    public void SetSynced(ResourceReference resource, DateTimeOffset time) =>
        Get(resource)[":synced"] = " " + Format(time);

    /// <param name="yaml">The value as it follows the key: a blank and a scalar, or lines.</param>
    public void SetAudited(ResourceReference resource, string property, string yaml) =>
        Get(resource)[":" + property] = yaml;

    /// <summary>Writes all but what nothing has looked at for long.</summary>
    public void Write(Stream output, DateTimeOffset oldest)
    {
        using var yaml = new YamlLines(output);
        yaml.Line(0, "---"u8);
        // Zones of time are less than two days apart: a later day is later in all of them.
        var surelyLater = Format(oldest.AddDays(2))[..DayLength];
        foreach (var (key, entry) in entries)
        {
            var isOld =
                !entry.IsTouched && !entry.WasCheckedAfter(surelyLater) && Parse(entry[":checked"]) < oldest;
            if (isOld)
            {
                continue;
            }
            yaml.Heading(0, key);
            yaml.Raw(entry.Body);
        }
    }

    internal static string Format(DateTimeOffset time) =>
        time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Parse(string? text) =>
        text is not null && Text.YamlScalar.Resolve(text.Trim()) is DateTimeOffset time ? time : null;

    private RememberedResource? Find(ResourceReference resource) =>
        entries.GetValueOrDefault(resource.ToString());

    private RememberedResource Get(ResourceReference resource)
    {
        var key = resource.ToString();
        if (!entries.TryGetValue(key, out var entry))
        {
            entries.Add(key, entry = new RememberedResource(""));
        }
        return entry;
    }
}
