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

    public override Observed Observe(Host host, Resource desired)
    {
        var wanted = desired.Text("ensure") ?? "present";
        if (VersionOf(host, desired) is not { } version)
        {
            return new Observed { ["ensure"] = wanted == "purged" ? "purged" : "absent" };
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
                Becomes = newest is null ? null : new StringValue(newest),
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
        : desired.Text("ensure") is { } version && version is not ("present" or "installed" or "latest")
            ? Versioned(NameOf(desired), version)
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
            var result = PackageLock.Run(host, HostTool.Request(host, command));
            if (result.Succeeded)
            {
                continue;
            }
            var members = group.ToList();
            if (members.Count == 1)
            {
                members[0].Failure = HostTool.Failure(result, command);
                continue;
            }
            // One of them spoils it for all: each on its own then.
            foreach (var one in members)
            {
                one.Try(() => RunAlone(host, [.. commandOf(one), targetOf(one)]));
            }
        }
    }

    private static void RunAlone(Host host, ImmutableArray<string> command)
    {
        var result = PackageLock.Run(host, HostTool.Request(host, command));
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, command);
        }
    }
}
