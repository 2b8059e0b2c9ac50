using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Keys that sign package archives, in the ring of apt (puppetlabs-apt).</summary>
internal sealed class AptKeyProvider() : Provider("apt_key", "apt_key")
{
    private const string ReadOnly = "This is a read-only property.";

    public override bool IsSuitable(Host host, Facts facts) => AptKeyring.IsThere(host);

    public override Observed Observe(Host host, Resource desired)
    {
        var id = IdOf(desired);
        var key = AptKeyring.List(host).Find(key => key.IsNamed(id));
        if (key is null || (desired.Text("refresh") == "true" && key.IsExpired))
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present" };
        foreach (var (name, value) in key.Properties)
        {
            observed[name] = value;
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var id = IdOf(desired);
        if (changes.Removes)
        {
            // There may be several of the same short name.
            while (AptKeyring.List(host).Find(key => key.IsNamed(id)) is { } key)
            {
                AptKeyring.Remove(host, key);
            }
            return;
        }
        if (!changes.Creates)
        {
            changes.Each(_ => throw new HostException(ReadOnly));
            return;
        }
        if (desired.Text("content") is { } content)
        {
            AptKeyring.Add(host, Unix.UnixText.Encode(content), Wanted(id));
        }
        else if (desired.Text("source") is { } source)
        {
            AptKeyring.Add(host, AptKeySource.Read(host, desired, source), Wanted(id));
        }
        else
        {
            AptKeyring.Receive(host, desired.Text("server")!, desired.Text("options"), id);
        }
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        AptKeyring
            .List(host)
            .Select(key => new Resource(new("Apt_key", key.Fingerprint))
            {
                Parameters = [new("ensure", "present"), .. key.Properties],
            });

    private static string IdOf(Resource desired) => desired.Text("id") ?? desired.Title;

    /// <summary>Only a whole fingerprint tells whether the key is the wanted one.</summary>
    private static string? Wanted(string id) => id.Length == AptKey.FingerprintLength ? id : null;
}
