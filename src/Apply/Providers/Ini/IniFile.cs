using System.Text;

namespace Bunraku.Apply;

/// <summary>
/// An INI file whose settings are changed in place, after puppetlabs-inifile: comments, order and blank
/// lines stay.
/// </summary>
internal sealed class IniFile
{
    private readonly IniForm form;
    private readonly List<IniSection> sections = [];

    private IniFile(IniForm form) => this.form = form;

    public IEnumerable<string> SectionNames => sections.Select(section => section.Name);

    public static IniFile Parse(string text, IniForm form)
    {
        var file = new IniFile(form);
        var section = new IniSection("");
        file.sections.Add(section);
        var lines = text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        foreach (var line in lines)
        {
            if (form.ParseSection(line) is { } name)
            {
                // A section that comes again replaces the first, as it does in the reference.
                file.sections.Add(section = new IniSection(name));
            }
            section.Lines.Add(line);
        }
        file.sections[0].IsNew = file.sections[0].Lines.Count == 0;
        return file;
    }

    public bool HasSection(string name) => Find(name) is not null;

    public string? Value(string section, string setting) =>
        Find(section)?.Lines.Select(form.Parse).LastOrDefault(line => line?.Name == setting)?.Value;

    /// <summary>Sets in the line that does, behind a comment that shows how, or at the section's
    /// end.</summary>
    public void Set(string sectionName, string? setting, string value)
    {
        var section = Find(sectionName);
        if (section is null)
        {
            sections.Add(section = new IniSection(sectionName) { IsNew = true });
        }
        if (setting is null)
        {
            return;
        }
        if (Value(sectionName, setting) is not null)
        {
            Replace(section, setting, value);
            return;
        }
        var comment = section.Lines.FindIndex(line => form.ParseComment(line) == setting);
        if (comment >= 0)
        {
            section.Lines.Insert(comment + 1, $"{Indentation(section)}{setting}{form.Separator}{value}");
        }
        else
        {
            section.Added.Add((setting, value));
        }
    }

    public void Remove(string sectionName, string setting)
    {
        if (Find(sectionName) is not { } section || Value(sectionName, setting) is null)
        {
            return;
        }
        section.Lines.RemoveAll(line => form.Parse(line)?.Name == setting);
        if (!section.IsGlobal && section.Lines.Count == 1)
        {
            sections.Remove(section);
        }
    }

    public void RemoveSection(string name) => sections.RemoveAll(section => section.Name == name);

    /// <summary>What a section sets, in its order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings(string section) =>
        (Find(section)?.Lines ?? [])
            .Select(form.Parse)
            .OfType<IniSetting>()
            .Select(setting => KeyValuePair.Create(setting.Name, setting.Value));

    public string Print()
    {
        var output = new StringBuilder();
        var isGlobalEmpty = sections[0].Lines.Count == 0 && sections[0].Added.Count == 0;
        for (var i = 0; i < sections.Count; i++)
        {
            Print(sections[i], i, isGlobalEmpty, output);
        }
        return output.ToString();
    }

    private void Print(IniSection section, int index, bool isGlobalEmpty, StringBuilder output)
    {
        if (section.IsNew && !section.IsGlobal)
        {
            if (index > 1 || (index == 1 && !isGlobalEmpty))
            {
                output.Append('\n');
            }
            output.Append(form.SectionPrefix).Append(section.Name).Append(form.SectionSuffix).Append('\n');
        }
        var last = section.Lines.FindLastIndex(line => line.Any(c => !char.IsWhiteSpace(c))) + 1;
        section.Lines[..last].ForEach(line => output.Append(line).Append('\n'));
        foreach (var (name, value) in section.Added)
        {
            output
                .Append(Indentation(section))
                .Append(name)
                .Append(form.Separator)
                .Append(value)
                .Append('\n');
        }
        // Blank lines stay between this section and the next.
        section.Lines[last..].ForEach(line => output.Append(line).Append('\n'));
        if (
            last == section.Lines.Count
            && section.IsNew
            && section.Added.Count > 0
            && index < sections.Count - 1
        )
        {
            output.Append('\n');
        }
    }

    private void Replace(IniSection section, string setting, string value)
    {
        for (var i = 0; i < section.Lines.Count; i++)
        {
            if (form.Parse(section.Lines[i]) is { } line && line.Name == setting)
            {
                section.Lines[i] = $"{line.Indentation}{line.Name}{line.Separator}{value}";
            }
        }
    }

    private string Indentation(IniSection section) =>
        string.Concat(Enumerable.Repeat(form.IndentText, form.IndentWidth ?? section.Indentation(form)));

    private IniSection? Find(string name) => sections.FindLast(section => section.Name == name);
}
