using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>SELinux policy modules through <c>semodule</c>.</summary>
internal sealed class SelmoduleProvider() : Provider("selmodule", "semodule")
{
    private const string Tool = "/usr/sbin/semodule";

    public override bool IsSuitable(Host host, Facts facts) => host.Exists(Tool);

    public override Observed Observe(Host host, Resource desired)
    {
        var found = HostTool
            .Ask(host, Tool, "--list")
            .Output.Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(words => words.Length > 0 && words[0] == NameOf(desired));
        if (found is null)
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present" };
        if (desired["syncversion"] is not null)
        {
            // Newer tools tell no version; then there is nothing to compare.
            var isSame = found.Length < 2 || FileVersion(host, desired) == found[1];
            observed["syncversion"] = isSame ? "true" : "false";
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        if (changes.Removes)
        {
            HostTool.Run(host, Tool, "--remove", NameOf(desired));
        }
        else if (changes.Creates)
        {
            HostTool.Run(host, Tool, "--install", FileOf(desired));
        }
        else
        {
            HostTool.Run(host, Tool, "--upgrade", FileOf(desired));
        }
    }

    private static string FileOf(Resource desired) =>
        desired.Text("selmodulepath")
        ?? $"{desired.Text("selmoduledir") ?? "/usr/share/selinux/targeted"}/{NameOf(desired)}.pp";

    /// <summary>
    /// A policy module says its name and its version in the head of its module section, each with its
    /// length.
    /// </summary>
    private static string? FileVersion(Host host, Resource desired)
    {
        var text = host.ReadText(FileOf(desired));
        var at = text?.IndexOf(NameOf(desired), StringComparison.Ordinal) ?? -1;
        if (at < 0)
        {
            return null;
        }
        var version = text![(at + NameOf(desired).Length)..].SkipWhile(c => !char.IsAsciiDigit(c));
        return string.Concat(version.TakeWhile(c => char.IsAsciiDigit(c) || c == '.'));
    }
}
