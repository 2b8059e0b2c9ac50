using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Words within the settings of INI files (puppetlabs-inifile).</summary>
internal sealed class IniSubsettingProvider() : Provider("ini_subsetting", "ruby")
{
    public override Observed Observe(Host host, Resource desired)
    {
        var (_, words) = Read(host, desired);
        if (words.Value(NameIn(desired)) is not { } value)
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present" };
        observed.Set("value", IniValues.Find(desired, value));
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var (file, words) = Read(host, desired);
        var (section, setting) = (desired.Text("section") ?? "", desired.Text("setting") ?? "");
        if (changes.Removes)
        {
            words.Remove(NameIn(desired));
        }
        else
        {
            words.Set(
                NameIn(desired),
                desired.Text("value") ?? "",
                desired.Text("insert_type"),
                desired.Text("insert_value")
            );
        }
        // As the reference does: its `false` counts as true there.
        if (changes.Removes && words.ToString().Length == 0)
        {
            file.Remove(section, setting);
        }
        else
        {
            file.Set(section, setting, words.ToString());
        }
        host.WriteText(desired.Text("path")!, file.Print());
    }

    private static string NameIn(Resource desired) => desired.Text("subsetting") ?? "";

    private static (IniFile File, Subsettings Words) Read(Host host, Resource desired)
    {
        var file = IniFile.Parse(
            host.ReadText(desired.Text("path")!) ?? "",
            new IniForm(desired.Text("key_val_separator") ?? " = ")
        );
        var value = file.Value(desired.Text("section") ?? "", desired.Text("setting") ?? "");
        return (file, new Subsettings(value, desired));
    }
}
