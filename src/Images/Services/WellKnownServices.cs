using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bunraku.Images;

/// <summary>
/// Daemons whose units fork, or need an init system's notification, and the words that keep each in the
/// foreground with its log on the standard streams where it can.
/// </summary>
internal static partial class WellKnownServices
{
    public static ServiceCommand? Find(string service) =>
        service switch
        {
            "apache2" or "httpd" => Of(service, ["/usr/sbin/apachectl", "-D", "FOREGROUND"], Run("apache2")),
            "bind9" or "named" => Of(service, ["/usr/sbin/named", "-g", "-u", "bind"], Run("named", "bind")),
            "cron" => Of(service, ["/usr/sbin/cron", "-f"]),
            "dnsmasq" => Of(service, ["/usr/sbin/dnsmasq", "--keep-in-foreground"]),
            "dovecot" => Of(service, ["/usr/sbin/dovecot", "-F"], Run("dovecot")),
            "exim4" => Of(service, ["/usr/sbin/exim4", "-bdf", "-q30m"], Run("exim4", "Debian-exim")),
            "haproxy" => Of(
                service,
                ["/usr/sbin/haproxy", "-W", "-db", "-f", "/etc/haproxy/haproxy.cfg"],
                Run("haproxy", "haproxy")
            ),
            "lighttpd" => Of(
                service,
                ["/usr/sbin/lighttpd", "-D", "-f", "/etc/lighttpd/lighttpd.conf"],
                Run("lighttpd", "www-data")
            ),
            "mariadb" or "mysql" or "mysqld" => Of(
                service,
                ["/usr/sbin/mariadbd", "--user=mysql"],
                Run("mysqld", "mysql")
            ),
            "nginx" => Of(service, ["/usr/sbin/nginx", "-g", "daemon off;"]),
            "postfix" => Of(service, ["/usr/sbin/postfix", "start-fg"]),
            "redis-server" or "redis" => Of(
                service,
                ["/usr/bin/redis-server", "/etc/redis/redis.conf", "--daemonize", "no", "--supervised", "no"],
                Run("redis", "redis")
            ) with
            {
                User = "redis",
            },
            "rsyslog" => Of(service, ["/usr/sbin/rsyslogd", "-n"]),
            "squid" => Of(service, ["/usr/sbin/squid", "-N", "-d", "1"], Run("squid", "proxy")),
            "ssh" or "sshd" => Of(service, ["/usr/sbin/sshd", "-D", "-e"], Run("sshd")),
            "supervisor" => Of(service, ["/usr/bin/supervisord", "--nodaemon"]),
            _ when PhpFpm().Match(service) is { Success: true } match => Of(
                service,
                [$"/usr/sbin/php-fpm{match.Groups[1].Value}", "--nodaemonize"],
                Run("php", "www-data")
            ),
            _ => null,
        };

    private static ServiceCommand Of(
        string name,
        ImmutableArray<string> arguments,
        params RuntimeDirectory[] directories
    ) => new(name, arguments, null, [.. directories]);

    private static RuntimeDirectory Run(string name, string owner = "root") =>
        new("/run/" + name, owner, owner, 0b111_101_101);

    [GeneratedRegex(@"^php(\d+(?:\.\d+)?)-fpm$")]
    private static partial Regex PhpFpm();
}
