using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>One of the programs that a name may stand for (update-alternatives(1)).</summary>
internal sealed class AlternativeEntryProvider() : Provider("alternative_entry", "dpkg")
{
    public override bool IsSuitable(Host host, Facts facts) => host.Exists(AlternativesTool.Program);

    public override Observed Observe(Host host, Resource desired)
    {
        var name = desired.Text("altname") ?? AltnameOf(desired);
        var found = AlternativesTool
            .Choices(host, name)
            .FirstOrDefault(choice => choice.Path == NameOf(desired));
        if (found is null)
        {
            return Observed.Absent;
        }
        // Behind another link it is another entry, of which nothing is known.
        var isKnown = found.Link == desired.Text("altlink");
        return new Observed
        {
            ["ensure"] = "present",
            ["altname"] = isKnown ? found.Name : "absent",
            ["priority"] = isKnown ? found.Priority : "absent",
        };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = desired.Text("altname") ?? AltnameOf(desired);
        if (!changes.Creates)
        {
            AlternativesTool.Run(host, "--remove", name, NameOf(desired));
        }
        if (!changes.Removes)
        {
            AlternativesTool.Run(
                host,
                "--install",
                desired.Text("altlink") ?? throw new HostException("altlink is required"),
                name,
                NameOf(desired),
                desired.Text("priority") ?? throw new HostException("priority is required")
            );
        }
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        from row in AlternativesTool.Selections(host)
        from choice in AlternativesTool.Choices(host, row.Name)
        select new Resource(new("Alternative_entry", choice.Path))
        {
            Parameters =
            [
                new("ensure", "present"),
                new("altname", choice.Name),
                new("priority", choice.Priority),
            ],
        };

    private static string AltnameOf(Resource desired) =>
        desired.Text("altlink") is { } link
            ? FilePath.Name(link)
            : throw new HostException("altname is required");
}
