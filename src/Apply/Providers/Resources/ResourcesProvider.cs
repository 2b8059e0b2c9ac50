using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// All resources of a type: those that the host has and the catalog does not name are purged. Accounts of
/// the system stay.
/// </summary>
internal sealed class ResourcesProvider() : Provider("resources", "resources")
{
    private static readonly Facts NoFacts = new("", HashValue.Empty);

    private static readonly ImmutableArray<string> NeverPurged =
    [
        "root",
        "nobody",
        "bin",
        "noaccess",
        "daemon",
        "sys",
    ];

    public override string? ReportedName => null;

    public override Observed Observe(Host host, Resource desired) => new();

    public override void Enforce(Host host, Resource desired, ChangeSet changes) { }

    public override IEnumerable<Resource> Generate(Host host, Resource desired, ManagedResources managed)
    {
        var type = NameOf(desired).ToLowerInvariant();
        if (desired.Text("purge") != "true")
        {
            return [];
        }
        var known = managed.OfType(type).SelectMany(one => new[] { one.Title, one.Text("name") }).ToHashSet();
        if (managed.Removals(host, type) is { } removals)
        {
            return
            [
                .. removals
                    .Where(found => !known.Contains(found.Title))
                    .Select(found => GeneratedResources.Of(desired, found.Reference, [.. found.Parameters])),
            ];
        }
        return
        [
            .. Instances(host, type)
                .Where(found => !known.Contains(found.Title) && !known.Contains(found.Text("name")))
                .Where(found => type != "user" || MayPurgeUser(host, desired, found))
                .Select(found => Removal(desired, found)),
        ];
    }

    /// <summary>
    /// What the host has of a type, by the provider that would manage it, and those with sources of their
    /// own; of several with one name the first.
    /// </summary>
    public static IEnumerable<Resource> Instances(Host host, string type) =>
        ProviderRoster
            .Suitable(type, host, NoFacts)
            .Where((provider, index) => index == 0 || provider.HasOwnSource)
            .SelectMany(provider => provider.Instances(host))
            .DistinctBy(found => found.Reference);

    private static Resource Removal(Resource desired, Resource found) =>
        GeneratedResources.Of(
            desired,
            found.Reference,
            [
                new("ensure", "absent"),
                // Who looks whether an account is of the system audits its number, in the reference.
                .. found.Type == "User" && SparesSystem(desired)
                    ? ImmutableArray.Create(KeyValuePair.Create<string, Value>("audit", "uid"))
                    : [],
                .. found.Parameters.Where(parameter =>
                    parameter.Key is "target" or "user" or "type" or "table" or "chain" or "provider"
                ),
            ]
        );

    private static bool MayPurgeUser(Host host, Resource desired, Resource found)
    {
        if (!SparesSystem(desired))
        {
            return true;
        }
        var greatest =
            desired.Text("unless_system_user") is { } given && given != "true"
                ? int.Parse(given, CultureInfo.InvariantCulture)
                : GreatestSystemUser(host);
        var uid = int.Parse(found.Text("uid")!, CultureInfo.InvariantCulture);
        return !NeverPurged.Contains(found.Title) && uid > greatest && !Spared(desired).Contains(uid);
    }

    private static bool SparesSystem(Resource desired) => desired.Text("unless_system_user") is not "false";

    private static IEnumerable<int> Spared(Resource desired) =>
        desired["unless_uid"] switch
        {
            ArrayValue list => list.Items.Select(item =>
                int.Parse(item.ToString(), CultureInfo.InvariantCulture)
            ),
            { } one => [int.Parse(one.ToString(), CultureInfo.InvariantCulture)],
            null => [],
        };

    private static int GreatestSystemUser(Host host)
    {
        foreach (var line in (host.ReadText("/etc/login.defs") ?? "").Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["UID_MIN", var least, ..] && int.TryParse(least, out var number))
            {
                return number - 1;
            }
        }
        return 499;
    }
}
