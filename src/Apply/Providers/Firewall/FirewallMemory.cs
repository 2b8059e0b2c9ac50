using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How rules survive a restart: by the service that loads them again.</summary>
internal static class FirewallMemory
{
    private const string Debian = "/etc/debian_version";
    private const string Redhat = "/usr/libexec/iptables";
    private const string Arch = "/etc/arch-release";

    public static void Keep(Host host, bool isIpv6, ChangeSet changes)
    {
        if (Command(host, isIpv6 ? "ip6tables" : "iptables") is not { IsEmpty: false } command)
        {
            return;
        }
        var result = host.Run(HostTool.Request(host, command));
        if (!result.Succeeded)
        {
            var reason = HostTool.Failure(result, command).Message;
            changes.Log(LogLevel.Warning, $"Unable to persist firewall rules: {reason}");
        }
    }

    private static ImmutableArray<string> Command(Host host, string program) =>
        host.Exists(Debian)
            ?
            [
                "/usr/sbin/service",
                host.Exists("/usr/sbin/netfilter-persistent")
                    ? "netfilter-persistent"
                    : "iptables-persistent",
                "save",
            ]
        : host.Exists($"{Redhat}/{program}.init") ? [$"{Redhat}/{program}.init", "save"]
        : host.Exists(Arch) ? ["/bin/sh", "-c", $"/usr/sbin/{program}-save > /etc/iptables/{program}.rules"]
        : [];
}
