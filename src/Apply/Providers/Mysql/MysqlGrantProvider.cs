using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Rights of accounts of a MySQL server (puppetlabs-mysql).</summary>
internal sealed class MysqlGrantProvider() : Provider("mysql_grant", "mysql")
{
    public override bool IsSuitable(Host host, Facts facts) => MysqlClient.IsThere(host);

    public override Observed Observe(Host host, Resource desired)
    {
        var (user, table) = Place(desired);
        if (Grants(host, user).Find(grant => grant.Table == table) is not { } grant)
        {
            return Observed.Absent;
        }
        return new Observed
        {
            ["ensure"] = "present",
            ["privileges"] = Texts(grant.Privileges),
            ["table"] = grant.Table,
            ["user"] = desired.Text("user") ?? user,
            ["options"] = Texts(grant.Options),
        };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var (user, table) = Place(desired);
        var wanted = Items(desired["privileges"]);
        var options = Items(desired["options"]);
        if (changes.Creates)
        {
            Grant(host, user, table, wanted, options);
        }
        else
        {
            var present = Grants(host, user).Find(grant => grant.Table == table);
            if (changes.Removes)
            {
                if (present is not null)
                {
                    Revoke(host, user, table, present.Privileges.Contains("PROXY") ? ["PROXY"] : ["ALL"]);
                }
            }
            else if (present is not null)
            {
                changes.Each(change => Change(host, user, table, present, change, wanted));
            }
        }
        MysqlClient.Run(host, "FLUSH PRIVILEGES");
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        from row in MysqlClient.Rows(host, "SELECT CONCAT(User, '@', Host) FROM mysql.user WHERE Host <> ''")
        from grant in Grants(host, row[0])
        select new Resource(new("Mysql_grant", $"{row[0]}/{grant.Table}"))
        {
            Parameters =
            [
                new("ensure", "present"),
                new("privileges", Texts(grant.Privileges)),
                new("table", grant.Table),
                new("user", row[0]),
                new("options", Texts(grant.Options)),
            ],
        };

    private static void Change(
        Host host,
        string user,
        string table,
        MysqlGrant present,
        PropertyChange change,
        ImmutableArray<string> wanted
    )
    {
        if (change.Property == "privileges")
        {
            var all = present.Privileges.Contains("ALL");
            var surplus =
                all ? present.Privileges
                : wanted.Contains("ALL") ? []
                : present.Privileges.Except(wanted).ToImmutableArray();
            var missing = all || wanted.Contains("ALL") ? wanted : [.. wanted.Except(present.Privileges)];
            if (!surplus.IsEmpty)
            {
                Revoke(host, user, table, surplus);
            }
            if (!missing.IsEmpty)
            {
                Grant(host, user, table, missing, present.Options);
            }
        }
        else if (change.Property == "options")
        {
            Revoke(host, user, table, ["ALL"]);
            Grant(host, user, table, wanted.IsEmpty ? present.Privileges : wanted, Items(change.Desired));
        }
    }

    private static void Grant(
        Host host,
        string user,
        string table,
        ImmutableArray<string> privileges,
        ImmutableArray<string> options
    ) =>
        MysqlClient.RunSystem(
            host,
            $"GRANT {Names(privileges)} ON {On(table, privileges)} TO {MysqlClient.Account(user)}"
                + (options.Contains("GRANT") ? " WITH GRANT OPTION" : "")
        );

    private static void Revoke(Host host, string user, string table, ImmutableArray<string> privileges)
    {
        var account = MysqlClient.Account(user);
        if (privileges.Contains("ALL"))
        {
            // All rights together are not the right to pass them on.
            MysqlClient.RunSystem(host, $"REVOKE GRANT OPTION ON {On(table, privileges)} FROM {account}");
        }
        MysqlClient.RunSystem(host, $"REVOKE {Names(privileges)} ON {On(table, privileges)} FROM {account}");
    }

    private static string Names(ImmutableArray<string> privileges) =>
        privileges.Contains("ALL") ? "ALL PRIVILEGES" : string.Join(", ", privileges);

    /// <summary>What rights are about: a table, a routine, or for <c>PROXY</c> an account.</summary>
    private static string On(string table, ImmutableArray<string> privileges)
    {
        if (privileges.Contains("PROXY"))
        {
            return MysqlClient.Account(table);
        }
        if (table == "*.*")
        {
            return table;
        }
        var kind =
            table.StartsWith("FUNCTION ", StringComparison.Ordinal) ? "FUNCTION "
            : table.StartsWith("PROCEDURE ", StringComparison.Ordinal) ? "PROCEDURE "
            : "";
        var name = table[kind.Length..];
        var dot = name.LastIndexOf('.');
        return dot < 0 ? kind + name : $"{kind}{MysqlClient.Name(name[..dot])}{name[dot..]}";
    }

    /// <summary>What an account may do; an account that is not there may nothing.</summary>
    private static List<MysqlGrant> Grants(Host host, string user)
    {
        var query = $"SHOW GRANTS FOR {MysqlClient.Account(user)};";
        var result = MysqlClient.Ask(host, query);
        return result.Succeeded ? MysqlGrant.ParseAll(result.Output)
            : result.Output.Contains("There is no such grant defined for user", StringComparison.Ordinal) ? []
            : throw new HostException($"#mysql had an error ->  {result.Output.TrimEnd()}");
    }

    private static (string User, string Table) Place(Resource desired)
    {
        var name = NameOf(desired);
        var slash = name.IndexOf('/', Math.Max(0, name.IndexOf('@')));
        return (
            desired.Text("user") ?? (slash < 0 ? name : name[..slash]),
            desired.Text("table") ?? (slash < 0 ? "*.*" : name[(slash + 1)..])
        );
    }

    private static ImmutableArray<string> Items(Value? value) =>
        value switch
        {
            null => [],
            ArrayValue list => [.. list.Items.Select(item => item.ToString())],
            _ => [value.ToString()],
        };

    private static ArrayValue Texts(IEnumerable<string> texts) =>
        ArrayValue.Of(texts.Select(text => (Value)text));
}
