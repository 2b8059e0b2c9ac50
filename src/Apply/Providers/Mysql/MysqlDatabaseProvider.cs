using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Databases of a MySQL server (puppetlabs-mysql).</summary>
internal sealed class MysqlDatabaseProvider() : Provider("mysql_database", "mysql")
{
    private const string Query =
        "SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA";

    public override bool IsSuitable(Host host, Facts facts) => MysqlClient.IsThere(host);

    public override Observed Observe(Host host, Resource desired)
    {
        var name = MysqlClient.Quote(NameOf(desired));
        var row = MysqlClient.Rows(host, $"{Query} WHERE SCHEMA_NAME = {name}").FirstOrDefault();
        if (row.IsDefault)
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present" };
        observed.Set("charset", Find(desired, "charset", row[1]));
        observed.Set("collate", Find(desired, "collate", row[2]));
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = MysqlClient.Name(NameOf(desired));
        if (changes.Removes)
        {
            MysqlClient.Run(host, $"drop database if exists {name}");
        }
        else if (changes.Creates)
        {
            var (charset, collate) = (desired.Text("charset")!, desired.Text("collate")!);
            MysqlClient.Run(
                host,
                $"create database if not exists {name} character set {MysqlClient.Name(charset)} "
                    + $"collate {MysqlClient.Name(collate)}"
            );
        }
        else
        {
            changes.Each(change =>
                MysqlClient.Run(
                    host,
                    change.Property == "charset"
                        ? $"alter database {name} CHARACTER SET {change.DesiredText}"
                        : $"alter database {name} COLLATE {change.DesiredText}"
                )
            );
        }
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        MysqlClient
            .Rows(host, Query)
            .Select(row => new Resource(new("Mysql_database", row[0]))
            {
                Parameters = [new("ensure", "present"), new("charset", row[1]), new("collate", row[2])],
            });

    /// <summary>Servers call by its longer name what was asked for as <c>utf8</c>.</summary>
    private static Finding Find(Resource desired, string property, string value) =>
        new(value) { IsInSync = desired.Text(property) is { } wanted && Short(wanted) == Short(value) };

    private static string Short(string name) =>
        name == "utf8mb3" || name.StartsWith("utf8mb3_", StringComparison.Ordinal)
            ? "utf8" + name["utf8mb3".Length..]
            : name;
}
