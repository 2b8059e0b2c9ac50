using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Data directories of MySQL servers (puppetlabs-mysql).</summary>
internal sealed class MysqlDatadirProvider() : Provider("mysql_datadir", "mysql")
{
    public override bool IsSuitable(Host host, Facts facts) =>
        Programs.Find(host, "mysqld", "mariadbd") is not null;

    public override Observed Observe(Host host, Resource desired)
    {
        var system = FilePath.Join(Directory(desired), "mysql");
        var isThere =
            host.Status(system) is { Kind: Unix.FileKind.Directory } && host.List(system).Length > 0;
        return new Observed { ["ensure"] = isThere ? "present" : "absent" };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        if (changes.Removes)
        {
            throw new HostException("ERROR: `Resource` can not be removed.");
        }
        var options = new List<string>();
        if (desired.Text("defaults_extra_file") is { } settings)
        {
            options.Add(
                host.Exists(settings)
                    ? $"--defaults-extra-file={settings}"
                    : throw new HostException($"Defaults-extra-file {settings} is missing.")
            );
        }
        if (desired.Text("basedir") is { } basedir)
        {
            options.Add($"--basedir={basedir}");
        }
        options.Add($"--datadir={Directory(desired)}");
        options.Add($"--user={desired.Text("user") ?? "mysql"}");
        var server = Programs.Find(host, "mysqld", "mariadbd")!;
        var version = MysqlVersion.Parse(HostTool.Ask(host, server, "-V").Output);
        if (version.IsSince("5.7.6", null))
        {
            options.Add($"--log-error={desired.Text("log_error") ?? "/var/tmp/mysqld_initialize.log"}");
            options.Add(
                desired.Text("insecure") is null or "true" ? "--initialize-insecure" : "--initialize"
            );
            HostTool.Run(host, [server, .. options]);
            return;
        }
        var installer =
            Programs.Find(host, "mysql_install_db", "mariadb-install-db")
            ?? throw new HostException("Command mysql_install_db is missing");
        HostTool.Run(host, [installer, .. options]);
    }

    private static string Directory(Resource desired) => desired.Text("datadir") ?? desired.Title;
}
