using System.Text;

namespace Bunraku.Images;

/// <summary>
/// A systemd unit: the settings of its <c>[Service]</c> section (systemd.syntax(7)): the last value of a
/// setting wins, a list setting is emptied by an empty value.
/// </summary>
internal sealed class UnitFile
{
    private readonly List<(string Key, string Value)> settings = [];

    private UnitFile() { }

    public static UnitFile Parse(string text)
    {
        var unit = new UnitFile();
        var section = "";
        foreach (var line in LogicalLines(text))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                section = line;
            }
            else if (section == "[Service]" && line.IndexOf('=') is var equals and > 0)
            {
                unit.settings.Add((line[..equals].TrimEnd(), line[(equals + 1)..].TrimStart()));
            }
        }
        return unit;
    }

    /// <summary>The last value of a setting, or null.</summary>
    public string? this[string key] => All(key).LastOrDefault();

    /// <summary>The values of a list setting since it was last emptied.</summary>
    public IReadOnlyList<string> All(string key)
    {
        var values = new List<string>();
        foreach (var (_, value) in settings.Where(setting => setting.Key == key))
        {
            if (value.Length == 0)
            {
                values.Clear();
            }
            else
            {
                values.Add(value);
            }
        }
        return values;
    }

    /// <summary>
    /// Splits a value into words: quotes, and backslash escapes of quotes, spaces and themselves.
    /// </summary>
    public static List<string> Words(string value)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        var quote = '\0';
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\' && i + 1 < value.Length)
            {
                word.Append(value[++i]);
                inWord = true;
            }
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                inWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                }
                word.Clear();
                inWord = false;
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }
        if (inWord)
        {
            words.Add(word.ToString());
        }
        return words;
    }

    private static IEnumerable<string> LogicalLines(string text)
    {
        var pending = "";
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith('#') || line.StartsWith(';'))
            {
                continue;
            }
            if (line.EndsWith('\\'))
            {
                pending += line[..^1] + " ";
                continue;
            }
            yield return pending + line;
            pending = "";
        }
    }
}
