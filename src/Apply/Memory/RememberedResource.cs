using System.Text;

namespace Bunraku.Apply;

/// <summary>
/// An entry of <c>state.yaml</c>: names with their values as they are written, taken apart when they are
/// asked for.
/// </summary>
internal sealed class RememberedResource(string body)
{
    private const string Indent = "  ";
    private List<(string Name, string Yaml)>? values;

    public bool IsTouched { get; private set; }

    /// <summary>The lines below the resource's name.</summary>
    public string Body
    {
        get
        {
            if (values is null)
            {
                return body;
            }
            var text = new StringBuilder();
            foreach (var (name, yaml) in values)
            {
                text.Append(Indent).Append(name).Append(':').Append(yaml).Append('\n');
            }
            return text.ToString();
        }
    }

    /// <summary>Whether the day it was looked at, as its text has it, is later than another.</summary>
    public bool WasCheckedAfter(string day)
    {
        const string Checked = "  :checked: ";
        var at = body.IndexOf(Checked, StringComparison.Ordinal);
        return at >= 0 && string.CompareOrdinal(body, at + Checked.Length, day, 0, day.Length) > 0;
    }

    /// <summary>What follows a name and its colon, without the last line break.</summary>
    public string? this[string name]
    {
        get => Values.Find(value => value.Name == name).Yaml;
        set
        {
            IsTouched = true;
            var at = Values.FindIndex(known => known.Name == name);
            if (at < 0)
            {
                Values.Add((name, value!));
            }
            else
            {
                Values[at] = (name, value!);
            }
        }
    }

    private List<(string Name, string Yaml)> Values => values ??= Parse();

    /// <summary>
    /// Each name stands at the indent behind a colon; lines between belong to the one before.
    /// </summary>
    private List<(string, string)> Parse()
    {
        var found = new List<(string Name, string Yaml)>();
        foreach (var line in body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
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
