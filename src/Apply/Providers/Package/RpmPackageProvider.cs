using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What managers of rpm packages have in common: rpm itself knows what is installed.</summary>
internal abstract class RpmPackageProvider(string name) : ListedPackageProvider(name)
{
    protected override IEnumerable<KeyValuePair<string, string>> List(Host host) => RpmDatabase.All(host);

    protected override string? VersionOf(Host host, Resource desired) =>
        RpmDatabase.VersionOf(host, desired, NameOf(desired));

    protected override bool IsVersion(string found, string wanted) =>
        found.Split("; ").Any(one => RpmVersion.IsSame(one, wanted));
}
