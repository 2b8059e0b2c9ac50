namespace Bunraku.Cli;

/// <summary><c>puppet.conf</c>: sections of settings, with comments that stay.</summary>
internal sealed class PuppetConfiguration
{
    private readonly string path;
    private readonly List<string> lines;

    private PuppetConfiguration(string path, List<string> lines)
    {
        this.path = path;
        this.lines = lines;
    }

    public static PuppetConfiguration Read(string path) =>
        new(path, File.Exists(path) ? [.. File.ReadAllLines(path)] : []);

    public string? Find(string section, string name)
    {
        var at = LineOf(section, name);
        return at < 0 ? null : Pair(lines[at])!.Value.Value;
    }

    /// <summary>The settings of a section, in the file's order.</summary>
    public IEnumerable<string> NamesIn(string section) =>
        Section(section).Select(at => Pair(lines[at])?.Name).OfType<string>();

    /// <summary>Sets one, where it stands or at its section's end, and writes the file.</summary>
    public void Set(string section, string name, string value)
    {
        var at = LineOf(section, name);
        if (at >= 0)
        {
            lines[at] = $"{name} = {value}";
        }
        else if (HeadOf(section) is >= 0 and var head)
        {
            var last = Section(section).LastOrDefault(i => lines[i].Trim().Length > 0, head);
            lines.Insert(last + 1, $"{name} = {value}");
        }
        else
        {
            lines.AddRange([$"[{section}]", $"{name} = {value}"]);
        }
        Save();
    }

    /// <summary>Takes a setting out; its value, or null when it was not there.</summary>
    public string? Remove(string section, string name)
    {
        var value = Find(section, name);
        if (value is not null)
        {
            lines.RemoveAt(LineOf(section, name));
            Save();
        }
        return value;
    }

    private void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, "");
        }
        CodeFile.Write(path, string.Join('\n', lines) + "\n");
    }

    private int LineOf(string section, string name) =>
        Section(section).LastOrDefault(at => Pair(lines[at]) is { } pair && pair.Name == name, -1);

    private int HeadOf(string section) => lines.FindIndex(line => line.Trim() == $"[{section}]");

    private IEnumerable<int> Section(string section)
    {
        var isInside = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                isInside = line[1..^1] == section;
            }
            else if (isInside)
            {
                yield return i;
            }
        }
    }

    /// <summary>A name and its value, without quotes around it and without the owner of a file.</summary>
    private static (string Name, string Value)? Pair(string line)
    {
        var text = line.Trim();
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (text.StartsWith('#') || text.StartsWith(';') || equals <= 0)
        {
            return null;
        }
        var value = text[(equals + 1)..].Trim();
        var braces = value.IndexOf(" {", StringComparison.Ordinal);
        value = braces > 0 && value.EndsWith('}') ? value[..braces].TrimEnd() : value;
        var isQuoted = value.Length > 1 && value[0] == value[^1] && value[0] is '"' or '\'';
        return (text[..equals].Trim(), isQuoted ? value[1..^1] : value);
    }
}
