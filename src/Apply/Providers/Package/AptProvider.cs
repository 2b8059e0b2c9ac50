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

    /// <summary>Maintainer scripts and apt's own hooks ask nobody anything.</summary>
    private static readonly ImmutableArray<string> Quiet =
    [
        "DEBIAN_FRONTEND=noninteractive",
        "APT_LISTBUGS_FRONTEND=none",
        "APT_LISTCHANGES_FRONTEND=none",
    ];

    public override bool TakesMany => true;

    public override bool IsSuitable(Host host, Facts facts) => host.Exists(AptGet);

    public override int Preference(Facts facts) => 10;

    public override Observed Observe(Host host, Resource desired)
    {
        var package = DpkgStatus.Of(host).Find(NameOf(desired));
        var wanted = desired["ensure"]?.ToString() ?? "present";
        var observed = new Observed();
        observed.Set("ensure", FindVersion(host, desired, package, wanted));
        observed["mark"] = package is { IsHeld: true } ? "hold" : "none";
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        EnforceMany(host, [new Enforcement(desired, changes)]);

    public override void EnforceMany(Host host, IReadOnlyList<Enforcement> work)
    {
        foreach (var held in work.Where(one => IsHeld(host, one.Desired) && one.Changes.Contains("ensure")))
        {
            Mark(host, held.Desired, "unhold");
        }
        Group(host, work.Where(one => one.Changes.Removes), RemoveArguments);
        Group(
            host,
            work.Where(one => one.Changes.Contains("ensure") && !one.Changes.Removes),
            InstallArguments
        );
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
                new(
                    "ensure",
                    DpkgStatus.Of(host).Find(name) is null or { State: "not-installed" } ? "purged" : "absent"
                ),
                new("mark", DpkgStatus.Of(host).Find(name) is { IsHeld: true } ? "hold" : "none"),
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
            var isPurged = package is null or { State: "not-installed" };
            return new Finding(isPurged ? "purged" : "absent")
            {
                IsInSync = wanted == "purged" ? isPurged : wanted == "absent",
                Becomes = wanted == "latest" ? Newest(host, desired) : null,
                Sentence = () => wanted == "purged" ? "purged" : "created",
            };
        }
        var newest = wanted == "latest" ? Newest(host, desired) : null;
        return new Finding(package.Version)
        {
            IsInSync = wanted == "present" || package.Version == (newest?.Text ?? wanted),
            Becomes = newest,
            Sentence = wanted == "purged" ? () => "purged" : null,
        };
    }

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
        foreach (var group in work.GroupBy(one => argumentsOf(one.Desired).Options, OptionsComparer.Instance))
        {
            var pending = group.ToList();
            while (pending.Count > 0)
            {
                ImmutableArray<string> command =
                [
                    AptGet,
                    .. group.Key,
                    .. pending.Select(one => argumentsOf(one.Desired).Target),
                ];
                var result = host.Run(HostTool.Request(host, ["/usr/bin/env", .. Quiet, .. command]));
                if (result.Succeeded)
                {
                    break;
                }
                var failure = HostTool.Failure(result, command);
                var unknown = Unknown(result.Output);
                var guilty = pending.Where(one => unknown.Contains(NameOf(one.Desired))).ToList();
                foreach (var one in guilty.Count > 0 ? guilty : pending)
                {
                    one.Failure = failure;
                }
                pending = guilty.Count > 0 ? [.. pending.Except(guilty)] : [];
            }
        }
    }

    private static HashSet<string> Unknown(string output) =>
        [
            .. UnknownPackage()
                .Matches(output)
                .Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value),
        ];

    private static Arguments InstallArguments(Resource desired)
    {
        var ensure = desired["ensure"]?.ToString() ?? "present";
        var isVersion = ensure is not ("present" or "installed" or "latest" or "held");
        ImmutableArray<string> options =
        [
            "-q",
            "-y",
            "-o",
            "DPkg::Options::=--force-conf"
                + (desired["configfiles"]?.ToString() == "replace" ? "new" : "old"),
            .. isVersion ? ["--allow-downgrades"] : ImmutableArray<string>.Empty,
            .. Options(desired["install_options"]),
            "install",
        ];
        var target =
            desired["source"]?.ToString() ?? (isVersion ? $"{NameOf(desired)}={ensure}" : NameOf(desired));
        return new Arguments(options, target);
    }

    private static Arguments RemoveArguments(Resource desired) =>
        new(
            [
                "-q",
                "-y",
                .. Options(desired["uninstall_options"]),
                "remove",
                .. desired["ensure"]?.ToString() == "purged" ? ["--purge"] : ImmutableArray<string>.Empty,
            ],
            NameOf(desired)
        );

    /// <summary>Options are words, or hashes whose pairs are <c>--key=value</c> words.</summary>
    private static IEnumerable<string> Options(Value? options) =>
        options switch
        {
            null or UndefValue => [],
            ArrayValue array => array.Items.SelectMany(Options),
            HashValue hash => hash.Pairs.Select(pair => $"{pair.Key}={pair.Value}"),
            _ => [options.ToString()],
        };

    private static void Mark(Host host, Resource desired, string verb) =>
        HostTool.Run(host, "/usr/bin/apt-mark", verb, NameOf(desired));

    private static bool IsHeld(Host host, Resource desired) =>
        DpkgStatus.Of(host).Find(NameOf(desired)) is { IsHeld: true };

    private static bool WantsHold(Enforcement one) =>
        one.Changes.Contains("ensure") && one.Desired["mark"]?.ToString() == "hold";

    [GeneratedRegex(@"^\s*Candidate:\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex CandidateLine();

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
