using System.Text;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// An entry of <c>state.yaml</c>: names with their values as they are written, taken apart when they are
/// asked for. Most have two moments alone, which are replaced in passing.
/// </summary>
/// <param name="body">The lines below the resource's name.</param>
internal sealed class RememberedResource(ReadOnlyMemory<byte> body)
{
    private const string Indent = "  ";
    private const string Checked = ":checked";
    private const string Synced = ":synced";
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fffffff'00' zzz";
    private List<(string Name, string Yaml)>? values;
    private DateTimeOffset? newlyChecked;
    private DateTimeOffset? newlySynced;

    public bool IsTouched { get; private set; }

    private static ReadOnlySpan<byte> CheckedLine => "  :checked: "u8;

    private static ReadOnlySpan<byte> SyncedLine => "  :synced: "u8;

    /// <summary>Whether the day it was looked at, as its text has it, is later than another.</summary>
    public bool WasCheckedAfter(ReadOnlySpan<byte> day)
    {
        var at = body.Span.IndexOf(CheckedLine);
        var start = at + CheckedLine.Length;
        return at >= 0
            && start + day.Length <= body.Length
            && body.Span.Slice(start, day.Length).SequenceCompareTo(day) > 0;
    }

    /// <summary>What follows a name and its colon, without the last line break.</summary>
    public string? Find(string name) => TakenApart.Find(value => value.Name == name).Yaml;

    public void Set(string name, string yaml)
    {
        IsTouched = true;
        Put(TakenApart, name, yaml);
    }

    public void SetChecked(DateTimeOffset time)
    {
        IsTouched = true;
        newlyChecked = time;
    }

    public void SetSynced(DateTimeOffset time)
    {
        IsTouched = true;
        newlySynced = time;
    }

    public void Write(YamlLines yaml)
    {
        if (!IsTouched)
        {
            yaml.Raw(body.Span);
            return;
        }
        if (values is null && HasTimesAlone())
        {
            WriteTimes(yaml);
            return;
        }
        foreach (var (name, text) in TakenApart)
        {
            yaml.Raw(Indent);
            yaml.Raw(name);
            yaml.Raw(":");
            yaml.Raw(text);
            yaml.Raw("\n");
        }
    }

    private List<(string Name, string Yaml)> TakenApart
    {
        get
        {
            values ??= Parse();
            if (newlyChecked is { } looked)
            {
                Put(values, Checked, Text(looked));
                newlyChecked = null;
            }
            if (newlySynced is { } changed)
            {
                Put(values, Synced, Text(changed));
                newlySynced = null;
            }
            return values;
        }
    }

    private static void Put(List<(string Name, string Yaml)> values, string name, string yaml)
    {
        var at = values.FindIndex(known => known.Name == name);
        if (at < 0)
        {
            values.Add((name, yaml));
        }
        else
        {
            values[at] = (name, yaml);
        }
    }

    private static string Text(DateTimeOffset time) =>
        " " + time.ToString(TimeFormat, System.Globalization.CultureInfo.InvariantCulture);

    private bool HasTimesAlone()
    {
        foreach (var range in body.Span.Split((byte)'\n'))
        {
            var line = body.Span[range];
            if (!line.IsEmpty && !line.StartsWith(CheckedLine) && !line.StartsWith(SyncedLine))
            {
                return false;
            }
        }
        return true;
    }

    private void WriteTimes(YamlLines yaml)
    {
        var (looked, changed) = (newlyChecked, newlySynced);
        foreach (var range in body.Span.Split((byte)'\n'))
        {
            var line = body.Span[range];
            if (looked is { } newer && line.StartsWith(CheckedLine))
            {
                yaml.Moment(2, ":checked"u8, newer);
                looked = null;
            }
            else if (changed is { } later && line.StartsWith(SyncedLine))
            {
                yaml.Moment(2, ":synced"u8, later);
                changed = null;
            }
            else if (!line.IsEmpty)
            {
                yaml.Line(0, line);
            }
        }
        if (looked is { } first)
        {
            yaml.Moment(2, ":checked"u8, first);
        }
        if (changed is { } last)
        {
            yaml.Moment(2, ":synced"u8, last);
        }
    }

    /// <summary>
    /// Each name stands at the indent behind a colon; lines between belong to the one before.
    /// </summary>
    private List<(string, string)> Parse()
    {
        var found = new List<(string Name, string Yaml)>();
        var text = Encoding.UTF8.GetString(body.Span);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', Math.Min(3, line.Length));
            if (line.StartsWith("  :", StringComparison.Ordinal) && colon > 0)
            {
                found.Add((line[2..colon], line[(colon + 1)..]));
            }
            else if (found.Count > 0)
            {
                found[^1] = (found[^1].Name, found[^1].Yaml + "\n" + line);
            }
        }
        return found;
    }
}
