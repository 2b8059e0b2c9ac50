using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Services while an image is built: nothing is started. For a machine image being enabled is a link that the
/// unit's <c>[Install]</c> section names; for a container image the builder reads the resources itself.
/// </summary>
internal sealed class BuildProvider() : Provider("service", "build")
{
    private static readonly string[] UnitFolders =
    [
        "/etc/systemd/system",
        "/usr/lib/systemd/system",
        "/lib/systemd/system",
    ];

    public override bool IsSuitable(Host host, Facts facts) => host.Stage != Stage.Host;

    public override int Preference(Facts facts) => 100;

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = new Observed();
        if (
            host.Stage == Stage.Image
            && desired["enable"] is { } enable
            && Links(host, desired) is { Count: > 0 } links
        )
        {
            var isEnabled = links.TrueForAll(link => host.LinkStatus(link.Path) is not null);
            observed["enable"] = enable.ToString() is "true" or "false"
                ? (isEnabled ? "true" : "false")
                : enable;
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        changes.Each(change =>
        {
            foreach (var (path, unit) in Links(host, desired))
            {
                var isThere = host.LinkStatus(path) is not null;
                if (change.DesiredText == "true" && !isThere)
                {
                    host.CreateDirectories(FilePath.Parent(path));
                    host.CreateLink(path, unit);
                }
                else if (change.DesiredText != "true" && isThere)
                {
                    host.Delete(path);
                }
            }
        });

    /// <summary>
    /// systemd.unit(5), [Install]: WantedBy, RequiredBy and Alias as links below /etc/systemd/system.
    /// </summary>
    private static List<(string Path, string Unit)> Links(Host host, Resource desired)
    {
        var name = desired["name"]?.ToString() ?? desired.Title;
        name = name.Contains('.', StringComparison.Ordinal) ? name : name + ".service";
        var unit = UnitFolders.Select(folder => $"{folder}/{name}").FirstOrDefault(host.Exists);
        var links = new List<(string Path, string Unit)>();
        foreach (var line in (unit is null ? "" : host.ReadText(unit) ?? "").Split('\n'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            foreach (
                var target in equals < 0
                    ? []
                    : line[(equals + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
            {
                switch (line[..equals].Trim())
                {
                    case "WantedBy":
                        links.Add(($"/etc/systemd/system/{target}.wants/{name}", unit!));
                        break;
                    case "RequiredBy":
                        links.Add(($"/etc/systemd/system/{target}.requires/{name}", unit!));
                        break;
                    case "Alias":
                        links.Add(($"/etc/systemd/system/{target}", unit!));
                        break;
                }
            }
        }
        return links;
    }
}
