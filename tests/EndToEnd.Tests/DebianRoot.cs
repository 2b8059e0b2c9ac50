namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// A root made from the Debian archive, with the packages that cases of <c>cases/roots</c> configure and
/// without any Ruby.
/// </summary>
public sealed class DebianRoot(Website website)
{
    private const string Manifest = """
        package { ['gnupg', 'iproute2', 'procps', 'lsb-release']: }
        package { ['git', 'haproxy', 'memcached', 'ntpsec', 'openssh-server', 'rsync', 'rsyslog', 'xinetd']: }
        package { ['apache2', 'collectd-core', 'cron', 'iptables-persistent']: }
        package { ['mariadb-client', 'mariadb-server', 'postgresql', 'rabbitmq-server']: }
        """;

    private readonly Lazy<string> folder = new(() =>
    {
        var home = website.Home;
        var root = Directory.CreateDirectory(home["debian-root"]).FullName;
        home.Run("build", "--output", $"rootfs:{root}", home.Site("roots", Manifest));
        return root;
    });

    /// <summary>Made once, and never written into.</summary>
    public string Folder => folder.Value;
}
