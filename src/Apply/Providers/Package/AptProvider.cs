using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Debian packages through <c>apt-get</c>; those without order between them in one transaction.
/// </summary>
internal sealed partial class AptProvider() : Provider("package", "apt")
{
    private const string AptGet = "/usr/bin/apt-get";
    private const string Sources = "/etc/apt/sources.list";

    /// <summary>Maintainer scripts and apt's own hooks ask nobody anything.</summary>
    private static readonly ImmutableArray<string> Quiet =
    [
        "DEBIAN_FRONTEND=noninteractive",
        "APT_LISTBUGS_FRONTEND=none",
        "APT_LISTCHANGES_FRONTEND=none",
    ];

    public override bool TakesMany => true;

    /// <summary>A refresh is told of, and does nothing: packages are not installed anew.</summary>
    public override bool IsRefreshable => true;

    public override bool IsSuitable(Host host, Facts facts) => host.Exists(AptGet);

    public override int Preference(Facts facts) => 10;

    public override Observed Observe(Host host, Resource desired)
    {
        var package = DpkgStatus.Of(host).Find(NameOf(desired));
        var wanted = PackageVersions.Wanted(desired);
        var observed = new Observed();
        observed.Set("ensure", FindVersion(host, desired, package, wanted));
        if (package is not null)
        {
            observed["mark"] = package.IsHeld ? "hold" : "none";
        }
        return observed;
    }

    /// <summary>What was purged is told apart from what is absent, and has no mark.</summary>
    public override Value? Audit(Host host, Resource desired, Observed observed, string property) =>
        observed[property];

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        EnforceMany(host, [new Enforcement(desired, changes)]);

    public override void EnforceMany(Host host, IReadOnlyList<Enforcement> work)
    {
        foreach (var held in work.Where(one => IsHeld(host, one.Desired) && one.Changes.Contains("ensure")))
        {
            Mark(host, held.Desired, "unhold");
        }
        foreach (var answered in work.Where(one => one.Changes.Contains("ensure")))
        {
            answered.Try(() => Preseed(host, answered));
        }
        Group(host, work.Where(one => one.Changes.Removes), RemoveArguments);
        Group(
            host,
            work.Where(one => one.Changes.Contains("ensure") && !one.Changes.Removes),
            desired => InstallArguments(host, desired)
        );
        foreach (var one in work.Where(one => one.Failure is null && one.Desired["source"] is not null))
        {
            one.Try(() => CheckSource(host, one));
        }
        foreach (
            var one in work.Where(one =>
                one.Failure is null && (one.Changes.Contains("mark") || WantsHold(one))
            )
        )
        {
            one.Try(() =>
                Mark(host, one.Desired, one.Desired["mark"]?.ToString() == "hold" ? "hold" : "unhold")
            );
        }
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        DpkgStatus
            .Of(host)
            .Packages.Where(package => package.IsInstalled)
            .Select(package => new Resource(new ResourceReference("Package", package.Name))
            {
                Parameters =
                [
                    new("ensure", package.Version),
                    new("mark", package.IsHeld ? "hold" : "none"),
                    new("provider", Name),
                ],
            });

    public override Resource? Find(Host host, string name) =>
        base.Find(host, name)
        ?? new Resource(new ResourceReference("Package", name))
        {
            Parameters =
            [
                new("ensure", IsPurged(DpkgStatus.Of(host).Find(name)) ? "purged" : "absent"),
                .. DpkgStatus.Of(host).Find(name) is { } known
                    ? (KeyValuePair<string, Value>[])[new("mark", known.IsHeld ? "hold" : "none")]
                    : [],
            ],
        };

    private static Finding FindVersion(Host host, Resource desired, DpkgPackage? package, string wanted)
    {
        if (package is { Error: not "ok" })
        {
            throw new HostException(
                $"Package {package.Name}, version {package.Version} is in error state: {package.Error}"
            );
        }
        if (package is not { IsInstalled: true })
        {
            var isPurged = IsPurged(package);
            return new Finding(isPurged ? "purged" : "absent")
            {
                IsInSync = wanted == "purged" ? isPurged : wanted == "absent",
                Sentence = () => wanted == "purged" ? "purged" : "created",
            };
        }
        var newest = wanted == "latest" ? Newest(host, desired) : null;
        return new Finding(package.Version)
        {
            IsInSync =
                wanted == "present"
                || (
                    newest is null
                        ? VersionRange.Contains(wanted, package.Version, DebianVersion.Compare)
                        : package.Version == newest.Text
                ),
            Becomes = newest,
            ReportedWanted = newest is null ? null : new StringValue(wanted),
            Sentence = wanted == "purged" ? () => "purged" : null,
        };
    }

    private static bool IsPurged(DpkgPackage? package) => package is null or { State: "not-installed" };

    /// <summary>The version that apt would install; null when it knows none.</summary>
    private static StringValue? Newest(Host host, Resource desired)
    {
        var policy = HostTool.Ask(host, "/usr/bin/apt-cache", "policy", NameOf(desired));
        var match = CandidateLine().Match(policy.Output);
        return match.Success && match.Groups[1].Value != "(none)"
            ? new StringValue(match.Groups[1].Value)
            : null;
    }

    /// <summary>
    /// One call of apt-get for all that take the same options; who is unknown to it fails alone.
    /// </summary>
    private static void Group(Host host, IEnumerable<Enforcement> work, Func<Resource, Arguments> argumentsOf)
    {
        var known = new List<(Enforcement One, Arguments Arguments)>();
        foreach (var one in work.Where(one => one.Failure is null))
        {
            one.Try(() => known.Add((one, argumentsOf(one.Desired))));
        }
        foreach (var group in known.GroupBy(pair => pair.Arguments.Options, OptionsComparer.Instance))
        {
            var pending = group.ToList();
            while (pending.Count > 0)
            {
                ImmutableArray<string> command =
                [
                    AptGet,
                    .. group.Key,
                    .. pending.Select(pair => pair.Arguments.Target),
                ];
                var result = Call(host, command, pending[0].One.Changes);
                if (result.Succeeded)
                {
                    break;
                }
                if (pending.Count == 1 || PackageLock.IsLocked(result))
                {
                    pending.ForEach(pair => pair.One.Failure = Failure(pair.One, result, command));
                    break;
                }
                var unknown = Unknown(result.Output);
                var guilty = pending.Where(pair => unknown.Contains(NameOf(pair.One.Desired))).ToList();
                guilty = guilty.Count > 0 ? guilty : pending;
                OneByOne(host, group.Key, guilty);
                pending = [.. pending.Except(guilty)];
            }
        }
    }

    /// <summary>
    /// Several that failed together are tried each for itself, so that the guilty one fails alone. What is
    /// there after all is no failure, whatever apt has to say of the others.
    /// </summary>
    private static void OneByOne(
        Host host,
        ImmutableArray<string> options,
        List<(Enforcement One, Arguments Arguments)> pending
    )
    {
        foreach (var (one, arguments) in pending.Where(pair => !IsMade(host, pair.One, pair.Arguments)))
        {
            ImmutableArray<string> command = [AptGet, .. options, arguments.Target];
            var result = Call(host, command, one.Changes);
            if (!result.Succeeded && !IsMade(host, one, arguments))
            {
                one.Failure = Failure(one, result, command);
            }
        }
    }

    private static HostException Failure(
        Enforcement one,
        ProcessResult result,
        ImmutableArray<string> command
    ) => PackageVersions.Failure(one, HostTool.Failure(result, command));

    /// <summary>Whether dpkg has a package as it was asked for: by name, or in a version.</summary>
    private static bool IsMade(Host host, Enforcement one, Arguments arguments)
    {
        var package = DpkgStatus.Of(host).Find(NameOf(one.Desired));
        if (one.Changes.Removes)
        {
            return one.Desired["ensure"]?.ToString() == "purged"
                ? IsPurged(package)
                : package is not { IsInstalled: true };
        }
        var version = arguments.Target.IndexOf('=', StringComparison.Ordinal);
        return package is { IsInstalled: true, Error: "ok" }
            && one.Desired["source"] is null
            && (
                version >= 0
                    ? package.Version == arguments.Target[(version + 1)..]
                    : one.Desired["ensure"]?.ToString() != "latest"
                        || package.Version == Newest(host, one.Desired)?.Text
            );
    }

    private static ProcessResult Call(Host host, ImmutableArray<string> command, ChangeSet changes) =>
        PackageLock.Run(host, HostTool.Request(host, ["/usr/bin/env", .. Quiet, .. command]), changes);

    private static HashSet<string> Unknown(string output) =>
        [
            .. UnknownPackage()
                .Matches(output)
                .Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value),
        ];

    /// <summary>Gives debconf the answers of a file before it asks.</summary>
    private static void Preseed(Host host, Enforcement one)
    {
        if (one.Desired.Text("responsefile") is not { } answers)
        {
            return;
        }
        if (!host.Exists(answers))
        {
            one.Changes.Log(
                LogLevel.Info,
                "No responsefile specified or non existent, not preseeding anything"
            );
            return;
        }
        one.Changes.Log(LogLevel.Info, $"Preseeding {answers} to debconf-set-selections");
        HostTool.Run(host, "/usr/bin/debconf-set-selections", answers);
    }

    /// <summary>The greatest version of a range that apt can have; the range itself when there is
    /// none.</summary>
    private static string BestVersion(Host host, Resource desired, string range) =>
        HostTool
            .Ask(host, "/usr/bin/apt-cache", "madison", NameOf(desired))
            .Output.Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(fields => fields.Length > 1)
            .Select(fields => fields[1])
            .Where(version => VersionRange.Contains(range, version, DebianVersion.Compare))
            .Order(Comparer<string>.Create(DebianVersion.Compare))
            .LastOrDefault(range);

    private static Arguments InstallArguments(Host host, Resource desired)
    {
        RefuseDisc(host, desired);
        var ensure = PackageVersions.Wanted(desired);
        if (VersionRange.IsRange(ensure))
        {
            ensure = BestVersion(host, desired, ensure);
        }
        var isVersion = PackageVersions.IsVersion(ensure);
        ImmutableArray<string> options =
        [
            "-q",
            "-y",
            "-o",
            "DPkg::Options::=--force-conf"
                + (desired["configfiles"]?.ToString() == "replace" ? "new" : "old"),
            .. isVersion ? ["--allow-downgrades"] : ImmutableArray<string>.Empty,
            .. PackageOptions.Of(desired, "install_options"),
            "install",
        ];
        var target =
            desired["source"]?.ToString() ?? (isVersion ? $"{NameOf(desired)}={ensure}" : NameOf(desired));
        return new Arguments(options, target);
    }

    /// <summary>A file brings the version it brings; another one was wanted then.</summary>
    private static void CheckSource(Host host, Enforcement one)
    {
        var wanted = PackageVersions.Wanted(one.Desired);
        if (one.Changes["ensure"] is null || wanted is "present" or "absent" or "purged")
        {
            return;
        }
        var name = NameOf(one.Desired);
        var package = DpkgStatus.Of(host).Find(name);
        if (package is not { IsInstalled: true })
        {
            throw new HostException($"Could not update: Could not find package {name}");
        }
        if (wanted == "latest" || !VersionRange.Contains(wanted, package.Version, DebianVersion.Compare))
        {
            throw new HostException(
                $"Could not update: Failed to update to version {wanted}, got version {package.Version} instead"
            );
        }
    }

    /// <summary>A disc that apt would ask for is nothing to install from without anybody there.</summary>
    private static void RefuseDisc(Host host, Resource desired)
    {
        if (
            desired.Text("allowcdrom") != "true"
            && host.ReadSmall(Sources) is { } sources
            && DiscLine().IsMatch(sources)
        )
        {
            throw new HostException(
                $"{Sources} contains a cdrom source; not installing.  Use 'allowcdrom' to override this failure."
            );
        }
    }

    private static Arguments RemoveArguments(Resource desired) =>
        new(
            [
                "-y",
                "-q",
                .. PackageOptions.Of(desired, "uninstall_options"),
                "remove",
                .. desired["ensure"]?.ToString() == "purged" ? ["--purge"] : ImmutableArray<string>.Empty,
            ],
            NameOf(desired)
        );

    private static void Mark(Host host, Resource desired, string verb) =>
        HostTool.Run(host, "/usr/bin/apt-mark", verb, NameOf(desired));

    private static bool IsHeld(Host host, Resource desired) =>
        DpkgStatus.Of(host).Find(NameOf(desired)) is { IsHeld: true };

    private static bool WantsHold(Enforcement one) =>
        one.Changes.Contains("ensure") && one.Desired["mark"]?.ToString() == "hold";

    [GeneratedRegex(@"^\s*Candidate:\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex CandidateLine();

    [GeneratedRegex("^[^#\n]*cdrom:", RegexOptions.Multiline)]
    private static partial Regex DiscLine();

    [GeneratedRegex(
        @"^E: (?:Unable to locate package (\S+)|Package '([^']+)' has no installation candidate|Version '[^']*' for '([^']+)' was not found)",
        RegexOptions.Multiline
    )]
    private static partial Regex UnknownPackage();

    private readonly record struct Arguments(ImmutableArray<string> Options, string Target);

    private sealed class OptionsComparer : IEqualityComparer<ImmutableArray<string>>
    {
        public static readonly OptionsComparer Instance = new();

        public bool Equals(ImmutableArray<string> left, ImmutableArray<string> right) =>
            left.SequenceEqual(right);

        public int GetHashCode(ImmutableArray<string> options) => string.Join('\0', options).GetHashCode();
    }
}
