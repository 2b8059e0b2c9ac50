using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Which of several programs a name stands for (update-alternatives(1)), after
/// puppet-alternatives.</summary>
internal sealed class AlternativesProvider() : Provider("alternatives", "dpkg")
{
    public override bool IsSuitable(Host host, Facts facts) => host.Exists(AlternativesTool.Program);

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = new Observed();
        if (AlternativesTool.Selections(host).Find(row => row.Name == NameOf(desired)) is { } row)
        {
            observed["path"] = row.Path;
            observed["mode"] = row.Mode;
            return observed;
        }
        // A name that nobody knows has no path, and its mode cannot be told.
        observed["path"] = UndefValue.Instance;
        if (desired["mode"] is not null)
        {
            AlternativesTool.Show(host, NameOf(desired));
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        changes.Each(change =>
        {
            if (change.Property == "path")
            {
                AlternativesTool.Run(host, "--set", NameOf(desired), change.DesiredText);
            }
            else if (change.DesiredText == "auto")
            {
                AlternativesTool.Run(host, "--auto", NameOf(desired));
            }
            else if (!changes.Contains("path"))
            {
                // What is chosen by hand stays what it is now.
                AlternativesTool.Run(host, "--set", NameOf(desired), PathNow(host, desired));
            }
        });

    public override IEnumerable<Resource> Instances(Host host) =>
        AlternativesTool
            .Selections(host)
            .Select(row => new Resource(new("Alternatives", row.Name))
            {
                Parameters = [new("mode", row.Mode), new("path", row.Path)],
            });

    private static string PathNow(Host host, Resource desired) =>
        AlternativesTool.Selections(host).Find(row => row.Name == NameOf(desired))?.Path
        ?? throw new HostException($"no alternatives for {NameOf(desired)}");
}
