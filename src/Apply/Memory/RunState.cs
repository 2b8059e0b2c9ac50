using System.Globalization;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// What runs remember of resources: when each was looked at and changed, and its audited values. Read from
/// and written to the reference's <c>state.yaml</c>.
/// </summary>
public sealed class RunState
{
    private readonly ResourceTable<RememberedResource> entries = new();

    /// <summary>Nothing is remembered yet.</summary>
    public RunState() { }

    /// <param name="text">The file's text; what is not understood in it is left out.</param>
    public RunState(ReadOnlyMemory<byte> text)
    {
        foreach (var (key, body) in YamlBlocks.Split(text, indent: 0))
        {
            if (key != "---" && key[0] != '-')
            {
                entries.Set(key, new RememberedResource(body));
            }
        }
    }

    /// <summary>When a resource was last looked at.</summary>
    public DateTimeOffset? Checked(ResourceReference resource) =>
        entries.TryFind(resource, out var entry) ? Parse(entry.Find(":checked")) : null;

    /// <summary>The value of an audited property as it was written down, or null when it is new.</summary>
    public string? Audited(ResourceReference resource, string property) =>
        entries.TryFind(resource, out var entry) ? entry.Find(":" + property) : null;

    public void SetChecked(ResourceReference resource, DateTimeOffset time) => Get(resource).SetChecked(time);

    public void SetSynced(ResourceReference resource, DateTimeOffset time) => Get(resource).SetSynced(time);

    /// <param name="yaml">The value as it follows the key: a blank and a scalar, or lines.</param>
    public void SetAudited(ResourceReference resource, string property, string yaml) =>
        Get(resource).Set(":" + property, yaml);

    /// <summary>Writes all but what nothing has looked at for long.</summary>
    public void Write(Stream output, DateTimeOffset oldest)
    {
        using var yaml = new YamlLines(output);
        yaml.Line(0, "---"u8);
        // Zones of time are less than two days apart: a later day is later in all of them.
        var day = oldest.AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var surelyLater = Encoding.UTF8.GetBytes(day);
        foreach (var (key, entry) in entries.All)
        {
            var isOld =
                !entry.IsTouched
                && !entry.WasCheckedAfter(surelyLater)
                && Parse(entry.Find(":checked")) < oldest;
            if (isOld)
            {
                continue;
            }
            yaml.Heading(0, key);
            entry.Write(yaml);
        }
    }

    private static DateTimeOffset? Parse(string? text) =>
        text is not null && Text.YamlScalar.Resolve(text.Trim()) is DateTimeOffset time ? time : null;

    private RememberedResource Get(ResourceReference resource)
    {
        if (!entries.TryFind(resource, out var entry))
        {
            entries.Set(resource.ToString(), entry = new RememberedResource(default));
        }
        return entry;
    }
}
