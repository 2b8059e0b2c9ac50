using System.Net;

namespace Bunraku.Apply;

/// <summary>
/// Who gave a network interface its address: the notes of systemd, dhclient and NetworkManager.
/// </summary>
internal static class DhcpLeases
{
    private static readonly string[] Directories =
    [
        "/var/lib/dhclient",
        "/var/lib/dhcp",
        "/var/lib/dhcp3",
        "/var/lib/NetworkManager",
        "/var/db",
    ];

    /// <summary>The server's address, or null.</summary>
    public static string? Server(Host host, string card) =>
        OfSystemd(host, card) ?? OfClient(host, card) ?? OfNetworkManager(host, card);

    private static string? OfSystemd(Host host, string card) =>
        host.TryLine($"/sys/class/net/{card}/ifindex") is { } index
            ? ServerAddress(host.Try($"/run/systemd/netif/leases/{index}"))
            : null;

    private static string? OfNetworkManager(Host host, string card)
    {
        const string Directory = "/var/lib/NetworkManager";
        var file = host.TryNames(Directory)
            .FirstOrDefault(name =>
                name.Contains("internal", StringComparison.Ordinal)
                && name.EndsWith($"{card}.lease", StringComparison.Ordinal)
            );
        return file is null ? null : ServerAddress(host.Try($"{Directory}/{file}"));
    }

    private static string? ServerAddress(string? text)
    {
        const string Mark = "SERVER_ADDRESS=";
        var at = text?.IndexOf(Mark, StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : text![(at + Mark.Length)..].Split('\n')[0];
    }

    /// <summary>dhclient.leases(5).</summary>
    private static string? OfClient(Host host, string card)
    {
        const string Mark = "dhcp-server-identifier ";
        foreach (var directory in Directories)
        {
            foreach (var name in host.TryNames(directory).Where(IsLease))
            {
                var text = host.Try($"{directory}/{name}") ?? "";
                var isOfCard = text.Split('\n')
                    .Any(line =>
                        line.IndexOf("interface", StringComparison.Ordinal) is >= 0 and var at
                        && line[at..].Contains(card, StringComparison.Ordinal)
                    );
                var found = isOfCard ? text.IndexOf(Mark, StringComparison.Ordinal) : -1;
                var word = found < 0 ? "" : text[(found + Mark.Length)..].Split(';', '\n', ' ')[0];
                if (IPAddress.TryParse(word, out _))
                {
                    return word;
                }
            }
        }
        return null;
    }

    private static bool IsLease(string name) =>
        name.IndexOf("dhclient", StringComparison.Ordinal) is >= 0 and var at
        && name[at..].Contains(".lease", StringComparison.Ordinal);
}
