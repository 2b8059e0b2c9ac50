using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Settings of INI files (puppetlabs-inifile).</summary>
internal sealed class IniSettingProvider() : Provider("ini_setting", "ruby")
{
    public override bool IsRefreshable => true;

    public override Observed Observe(Host host, Resource desired)
    {
        var file = Read(host, desired);
        var (section, setting) = (SectionOf(desired), desired.Text("setting"));
        var isHeld = desired.Text("refreshonly") == "true";
        var isThere = setting is null ? file.HasSection(section) : file.Value(section, setting) is not null;
        // Without its section a setting may be unwanted.
        var keepsOut =
            !isThere && !file.HasSection(section) && desired.Text("force_new_section_creation") == "false";
        var observed = new Observed();
        observed.Set(
            "ensure",
            new Finding(isThere ? "present" : "absent") { IsInSync = isHeld || keepsOut ? true : null }
        );
        if (setting is not null && file.Value(section, setting) is { } value)
        {
            observed.Set("value", IniValues.Find(desired, value) with { IsInSync = isHeld ? true : null });
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        Put(host, desired, changes.Removes);

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (desired.Text("refreshonly") == "true")
        {
            Put(host, desired, desired.Text("ensure") == "absent");
        }
    }

    private static void Put(Host host, Resource desired, bool removes)
    {
        var file = Read(host, desired);
        var (section, setting) = (SectionOf(desired), desired.Text("setting"));
        if (removes)
        {
            if (setting is not null)
            {
                file.Remove(section, setting);
            }
        }
        else
        {
            file.Set(section, setting, desired.Text("value") ?? "");
        }
        host.WriteText(desired.Text("path")!, file.Print());
    }

    private static string SectionOf(Resource desired) => desired.Text("section") ?? "";

    private static IniFile Read(Host host, Resource desired)
    {
        var form = new IniForm(desired.Text("key_val_separator") ?? " = ")
        {
            SectionPrefix = desired.Text("section_prefix") ?? "[",
            SectionSuffix = desired.Text("section_suffix") ?? "]",
            IndentText = desired.Text("indent_char") ?? " ",
            IndentWidth = desired.Text("indent_width") is { } width
                ? int.Parse(width, CultureInfo.InvariantCulture)
                : null,
        };
        return IniFile.Parse(host.ReadText(desired.Text("path")!) ?? "", form);
    }
}
