using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Accounts of a MySQL server (puppetlabs-mysql).</summary>
internal sealed class MysqlUserProvider() : Provider("mysql_user", "mysql")
{
    private const string Query = "SELECT VERSION() AS server_version, u.* FROM mysql.user AS u";

    /// <summary>The limits: what the table calls them, and what statements do.</summary>
    private static readonly ImmutableArray<(string Property, string Column)> Limits =
    [
        ("max_user_connections", "max_user_connections"),
        ("max_connections_per_hour", "max_connections"),
        ("max_queries_per_hour", "max_questions"),
        ("max_updates_per_hour", "max_updates"),
    ];

    public override bool IsSuitable(Host host, Facts facts) => MysqlClient.IsThere(host);

    public override Observed Observe(Host host, Resource desired)
    {
        var name = MysqlClient.Plain(NameOf(desired));
        var row = MysqlClient
            .NamedRows(host, $"{Query} WHERE CONCAT(User, '@', Host) = {MysqlClient.Quote(name)}")
            .FirstOrDefault(row => NameOf(row) == name);
        if (row is null)
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present" };
        foreach (var (property, value) in Properties(row))
        {
            if (property != "password_hash")
            {
                observed[property] = value;
            }
        }
        var hash = PasswordHash(row);
        observed.Set(
            "password_hash",
            new Finding(hash)
            {
                Before = "[old password hash redacted]",
                After = "[new password hash redacted]",
                Reported = "[old password hash redacted]",
                ReportedWanted = "[new password hash redacted]",
                Sentence = () => "changed password",
            }
        );
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var version = MysqlClient.Version(host);
        var account = MysqlClient.Account(NameOf(desired));
        if (changes.Removes)
        {
            var guard = version.IsSince("5.7", "10.1.3") ? "IF EXISTS " : "";
            MysqlClient.RunSystem(host, $"DROP USER {guard}{account}");
        }
        else if (changes.Creates)
        {
            Create(host, desired, version, account);
        }
        else
        {
            changes.Each(change => Change(host, desired, version, account, change));
        }
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        MysqlClient
            .NamedRows(host, $"{Query} WHERE Host <> ''")
            .Select(row => new Resource(new("Mysql_user", NameOf(row)))
            {
                Parameters = [new("ensure", "present"), .. Properties(row)],
            });

    private static string NameOf(Dictionary<string, string> row) => $"{row["user"]}@{row["host"]}";

    private static IEnumerable<KeyValuePair<string, Value>> Properties(Dictionary<string, string> row)
    {
        yield return new("password_hash", PasswordHash(row));
        yield return new("plugin", row.GetValueOrDefault("plugin", ""));
        foreach (var (property, column) in Limits)
        {
            yield return new(property, row.GetValueOrDefault(column, "0"));
        }
        yield return new("tls_options", ArrayValue.Of(TlsOptions(row).Select(option => (Value)option)));
    }

    /// <summary>Where a hash is has changed with the versions; one of the two columns has it.</summary>
    private static string PasswordHash(Dictionary<string, string> row)
    {
        var old = row.GetValueOrDefault("password", "");
        return row.GetValueOrDefault("authentication_string", "") is { Length: > 0 } hash && hash != "NULL"
                ? hash
            : old == "NULL" ? ""
            : old;
    }

    private static IEnumerable<string> TlsOptions(Dictionary<string, string> row) =>
        row.GetValueOrDefault("ssl_type", "") switch
        {
            "ANY" => ["SSL"],
            "X509" => ["X509"],
            "SPECIFIED" => new[]
            {
                ("CIPHER", row.GetValueOrDefault("ssl_cipher", "")),
                ("ISSUER", row.GetValueOrDefault("x509_issuer", "")),
                ("SUBJECT", row.GetValueOrDefault("x509_subject", "")),
            }
                .Where(option => option.Item2.Length > 0)
                .Select(option => $"{option.Item1} '{option.Item2}'"),
            _ => ["NONE"],
        };

    private static void Create(Host host, Resource desired, MysqlVersion version, string account)
    {
        var (plugin, hash) = (desired.Text("plugin"), desired.Text("password_hash"));
        var quoted = MysqlClient.Quote(hash ?? "");
        MysqlClient.RunSystem(
            host,
            (plugin, version.IsSince("5.7.6", "10.1.3")) switch
            {
                (not null, _) => $"CREATE USER {account} IDENTIFIED WITH {MysqlClient.Quote(plugin)}"
                    + (hash is null ? "" : $" AS {quoted}"),
                (null, true) =>
                    $"CREATE USER IF NOT EXISTS {account} IDENTIFIED WITH 'mysql_native_password' AS {quoted}",
                _ => $"CREATE USER {account} IDENTIFIED BY PASSWORD {quoted}",
            }
        );
        var limits = string.Join(
            ' ',
            Limits.Select(limit =>
                $"{limit.Property.ToUpperInvariant()} {desired.Text(limit.Property) ?? "0"}"
            )
        );
        MysqlClient.RunSystem(
            host,
            version.IsSince("5.7.6", null)
                ? $"ALTER USER IF EXISTS {account} WITH {limits}"
                : $"GRANT USAGE ON *.* TO {account} WITH {limits}"
        );
        Require(host, version, account, desired["tls_options"] ?? "NONE");
    }

    private static void Change(
        Host host,
        Resource desired,
        MysqlVersion version,
        string account,
        PropertyChange change
    )
    {
        switch (change.Property)
        {
            case "password_hash":
                SetPassword(host, desired, version, account, change.DesiredText);
                break;
            case "plugin":
                SetPlugin(host, desired, version, account, change.DesiredText);
                break;
            case "tls_options":
                Require(host, version, account, change.Desired);
                break;
            default:
                var limit = $"{change.Property.ToUpperInvariant()} {change.DesiredText}";
                MysqlClient.RunSystem(
                    host,
                    version.IsSince("5.7.6", "10.2.0")
                        ? $"ALTER USER {account} WITH {limit}"
                        : $"GRANT USAGE ON *.* TO {account} WITH {limit}"
                );
                break;
        }
    }

    private static void SetPassword(
        Host host,
        Resource desired,
        MysqlVersion version,
        string account,
        string hash
    )
    {
        var plugin = desired.Text("plugin") ?? "mysql_native_password";
        if (plugin == "ed25519" && hash.Length != 43)
        {
            throw new HostException("ed25519 hash should be 43 bytes long.");
        }
        if (plugin == "mysql_native_password" && hash.Length > 0 && hash[0] != '*')
        {
            throw new HostException("Only mysql_native_password (*ABCD...XXX) hashes are supported.");
        }
        MysqlClient.RunSystem(
            host,
            version.IsSince("5.7.6", "10.2.0")
                ? $"ALTER USER {account} IDENTIFIED WITH {plugin} AS {MysqlClient.Quote(hash)}"
                : $"SET PASSWORD FOR {account} = {MysqlClient.Quote(hash)}"
        );
    }

    private static void SetPlugin(
        Host host,
        Resource desired,
        MysqlVersion version,
        string account,
        string plugin
    )
    {
        var hash = plugin is "mysql_native_password" or "ed25519" ? desired.Text("password_hash") : null;
        if (version.IsSince("5.7.6", "10.2.0"))
        {
            var secret = hash is null ? "" : $" AS {MysqlClient.Quote(hash)}";
            MysqlClient.RunSystem(
                host,
                $"ALTER USER {account} IDENTIFIED WITH {MysqlClient.Quote(plugin)}{secret}"
            );
            return;
        }
        var name = MysqlClient.Quote(MysqlClient.Plain(NameOf(desired)));
        MysqlClient.RunSystem(
            host,
            $"UPDATE mysql.user SET plugin = {MysqlClient.Quote(plugin)}, "
                + $"password = {MysqlClient.Quote(hash ?? "")} WHERE CONCAT(user, '@', host) = {name}"
        );
    }

    private static void Require(Host host, MysqlVersion version, string account, Value options)
    {
        var wanted = options is ArrayValue list ? string.Join(" AND ", list.Items) : options.ToString();
        MysqlClient.RunSystem(
            host,
            version.IsSince("5.7.6", "10.2.0")
                ? $"ALTER USER {account} REQUIRE {wanted}"
                : $"GRANT USAGE ON *.* TO {account} REQUIRE {wanted}"
        );
    }
}
