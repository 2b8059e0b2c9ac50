using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What the language level of this tool corresponds to; modules ask for it.</summary>
internal sealed class PuppetVersionFact() : FactResolver("puppetversion")
{
    /// <summary>The version of the reference implementation that the language follows.</summary>
    public const string Version = "8.10.0";

    public override bool IsOfImages => true;

    public override Value Resolve(Host host) => Version;
}

internal sealed class ClientVersionFact() : FactResolver("clientversion")
{
    public override bool IsOfImages => true;

    public override Value Resolve(Host host) => PuppetVersionFact.Version;
}

internal sealed class FacterVersionFact() : FactResolver("facterversion")
{
    public override bool IsOfImages => true;

    public override Value Resolve(Host host) => "4.10.0";
}

internal sealed class PathFact() : FactResolver("path")
{
    public override Value Resolve(Host host) => Environment.GetEnvironmentVariable("PATH") ?? "";
}

internal sealed class IdentityFact() : FactResolver("identity")
{
    public override Value Resolve(Host host)
    {
        var status = host.Status("/proc/self");
        var uid = status?.Uid ?? 0;
        var gid = status?.Gid ?? 0;
        return HashValue.Of(
            ("uid", uid),
            ("gid", gid),
            ("user", host.Accounts.UserName(uid)),
            ("group", host.Accounts.GroupName(gid)),
            ("privileged", uid == 0)
        );
    }
}

internal sealed class ServiceProviderFact() : FactResolver("service_provider")
{
    public override bool IsOfImages => true;

    public override Value Resolve(Host host) =>
        host.Stage != Stage.Host || host.Exists("/run/systemd/system") ? "systemd" : "debian";
}

internal sealed class PackageProviderFact() : FactResolver("package_provider")
{
    public override bool IsOfImages => true;

    public override Value? Resolve(Host host) =>
        host.Exists("/usr/bin/apt-get") ? new StringValue("apt") : null;
}
