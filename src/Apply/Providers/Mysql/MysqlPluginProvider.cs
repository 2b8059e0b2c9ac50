using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Plugins of a MySQL server (puppetlabs-mysql).</summary>
internal sealed class MysqlPluginProvider() : Provider("mysql_plugin", "mysql")
{
    private const int Library = 3;

    public override bool IsSuitable(Host host, Facts facts) => MysqlClient.IsThere(host);

    public override Observed Observe(Host host, Resource desired) =>
        Rows(host).FirstOrDefault(row => row.Name == NameOf(desired)) is { Name: not null } row
            ? new Observed { ["ensure"] = "present", ["soname"] = row.Soname }
            : Observed.Absent;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        if (!changes.Creates)
        {
            MysqlClient.Run(host, $"uninstall plugin {NameOf(desired)}");
        }
        if (!changes.Removes)
        {
            var soname = desired.Text("soname") ?? NameOf(desired) + ".so";
            MysqlClient.Run(host, $"install plugin {NameOf(desired)} soname {MysqlClient.Quote(soname)}");
        }
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        Rows(host)
            .Select(row => new Resource(new("Mysql_plugin", row.Name))
            {
                Parameters = [new("ensure", "present"), new("soname", row.Soname)],
            });

    private static IEnumerable<(string Name, string Soname)> Rows(Host host) =>
        MysqlClient
            .Rows(host, "show plugins")
            .Where(row => row.Length > Library)
            .Select(row => (row[0], row[Library]));
}
