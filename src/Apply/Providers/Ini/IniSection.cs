namespace Bunraku.Apply;

/// <summary>A section of an INI file; the one without a name is what stands before the first.</summary>
internal sealed class IniSection(string name)
{
    public string Name => name;

    public bool IsGlobal => name.Length == 0;

    /// <summary>Whether the file did not have it.</summary>
    public bool IsNew { get; set; }

    /// <summary>Its lines, the head among them.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Settings that go behind its last line.</summary>
    public List<(string Name, string Value)> Added { get; } = [];

    /// <summary>The least indentation of its settings.</summary>
    public int Indentation(IniForm form) =>
        Lines
            .Select(form.Parse)
            .OfType<IniSetting>()
            .Select(setting => setting.Indentation.Length)
            .DefaultIfEmpty()
            .Min();
}
