using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Packages of a manager that lists what it has: those without order between them are installed, and
/// removed, in one call each.
/// </summary>
internal abstract class ListedPackageProvider(string name) : Provider("package", name)
{
    public override bool TakesMany => true;

    /// <summary>A refresh is told of, and does nothing: no manager here installs anew.</summary>
    public override bool IsRefreshable => true;

    public override Observed Observe(Host host, Resource desired)
    {
        var wanted = PackageVersions.Wanted(desired);
        if (VersionOf(host, desired) is not { } version)
        {
            var absence = wanted == "purged" ? "purged" : AbsenceOf(host, desired);
            var missing = new Observed();
            missing.Set(
                "ensure",
                new Finding(absence) { IsInSync = wanted is "absent" or "purged", Sentence = () => "created" }
            );
            return missing;
        }
        var newest = wanted == "latest" ? Newest(host, desired, version) : null;
        var observed = new Observed();
        observed.Set(
            "ensure",
            new Finding(version)
            {
                IsInSync = wanted switch
                {
                    "present" or "installed" => true,
                    "absent" or "purged" => false,
                    "latest" => newest is null || newest == version,
                    _ => IsVersion(version, wanted),
                },
                Sentence = wanted == "purged" ? () => "purged" : null,
                Becomes = newest is null ? null : new StringValue(newest),
                ReportedWanted = newest is null ? null : new StringValue(wanted),
            }
        );
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        EnforceMany(host, [new Enforcement(desired, changes)]);

    public override void EnforceMany(Host host, IReadOnlyList<Enforcement> work)
    {
        RunTogether(
            host,
            [.. work.Where(one => one.Changes.Removes)],
            one => RemoveCommand(host, one.Desired),
            one => TargetOf(one.Desired, removes: true)
        );
        RunTogether(
            host,
            [.. work.Where(one => !one.Changes.Removes)],
            one => InstallCommand(host, one.Desired, one.Changes["ensure"]?.Found.Value.ToString()),
            one => TargetOf(one.Desired, removes: false)
        );
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        List(host)
            .Select(pair => new Resource(new("Package", pair.Key))
            {
                Parameters = [new("ensure", pair.Value), new("provider", Name)],
            });

    /// <summary>What is installed: versions by name.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> List(Host host);

    /// <summary>The command that installs, without what; those that are the same go together.</summary>
    protected abstract ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found);

    protected abstract ImmutableArray<string> RemoveCommand(Host host, Resource desired);

    /// <summary>What it is that a package is not there.</summary>
    protected virtual string AbsenceOf(Host host, Resource desired) => "absent";

    /// <summary>The newest version there is to have; null when nobody knows.</summary>
    protected virtual string? Newest(Host host, Resource desired, string found) => null;

    protected virtual string? VersionOf(Host host, Resource desired)
    {
        foreach (var (name, version) in List(host))
        {
            if (name == NameOf(desired))
            {
                return version;
            }
        }
        return null;
    }

    protected virtual bool IsVersion(string found, string wanted) => found == wanted;

    protected virtual string TargetOf(Resource desired, bool removes) =>
        removes ? NameOf(desired)
        : desired.Text("source") is { } source ? source
        : PackageVersions.Wanted(desired) is var wanted && PackageVersions.IsVersion(wanted)
            ? Versioned(NameOf(desired), wanted)
        : NameOf(desired);

    /// <summary>How the manager names a version of a package.</summary>
    protected virtual string Versioned(string package, string version) => $"{package}-{version}";

    private static void RunTogether(
        Host host,
        IReadOnlyList<Enforcement> work,
        Func<Enforcement, ImmutableArray<string>> commandOf,
        Func<Enforcement, string> targetOf
    )
    {
        foreach (var group in work.GroupBy(one => string.Join('\0', commandOf(one))))
        {
            ImmutableArray<string> command = [.. group.Key.Split('\0'), .. group.Select(targetOf)];
            var result = PackageLock.Run(host, HostTool.Request(host, command), group.First().Changes);
            if (result.Succeeded)
            {
                continue;
            }
            var members = group.ToList();
            if (members.Count == 1)
            {
                members[0].Failure = PackageVersions.Failure(members[0], HostTool.Failure(result, command));
                continue;
            }
            // One of them spoils it for all: each on its own then.
            foreach (var one in members)
            {
                one.Try(() => RunAlone(host, [.. commandOf(one), targetOf(one)], one));
            }
        }
    }

    private static void RunAlone(Host host, ImmutableArray<string> command, Enforcement one)
    {
        var result = PackageLock.Run(host, HostTool.Request(host, command), one.Changes);
        if (!result.Succeeded)
        {
            throw PackageVersions.Failure(one, HostTool.Failure(result, command));
        }
    }
}
