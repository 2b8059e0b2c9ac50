using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Waits until a PostgreSQL server answers (puppetlabs-postgresql).</summary>
internal sealed class PostgresqlConnValidatorProvider() : Provider("postgresql_conn_validator", "ruby")
{
    public override Observed Observe(Host host, Resource desired)
    {
        var tries = Number(desired, "tries", 10);
        var pause = TimeSpan.FromSeconds(Number(desired, "sleep", 2));
        var observed = new Observed();
        for (var left = tries; left > 0; left--)
        {
            if (host.Query(Request(host, desired)).Output.Length > 0)
            {
                observed["ensure"] = "present";
                return observed;
            }
            observed.Remark(
                LogLevel.Warning,
                $"PostgresqlValidator.attempt_connection: Sleeping for {pause.TotalSeconds} seconds"
            );
            if (!host.Wait(pause))
            {
                break;
            }
        }
        observed["ensure"] = "absent";
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        if (!changes.Removes)
        {
            throw new HostException(
                $"Unable to connect to PostgreSQL server! ({desired.Text("host")}:{desired.Text("port")})"
            );
        }
    }

    /// <summary>What goes wrong is not told on standard output: an answer is one that came.</summary>
    private static ProcessRequest Request(Host host, Resource desired)
    {
        var command = ImmutableArray.CreateBuilder<string>();
        command.Add(desired.Text("psql_path") ?? "psql");
        command.AddRange("--tuples-only", "--quiet", "--no-psqlrc");
        foreach (
            var (option, name) in new[]
            {
                ("--host", "host"),
                ("--port", "port"),
                ("--username", "db_username"),
                ("--dbname", "db_name"),
                ("--command", "command"),
            }
        )
        {
            if (desired.Text(name) is { } value)
            {
                command.Add(option);
                command.Add(value);
            }
        }
        var variables = new Dictionary<string, string>(host.ProcessEnvironment);
        PostgresqlSettings.Add(desired, variables);
        if (desired.Text("db_password") is { } password)
        {
            variables["PGPASSWORD"] = password;
        }
        var request = HostTool.Request(host, command.ToImmutable()) with
        {
            MergesOutput = false,
            Environment = [.. variables.OrderBy(pair => pair.Key, StringComparer.Ordinal)],
        };
        return ExecCommand.As(host, request, desired.Text("run_as"), null);
    }

    private static long Number(Resource desired, string name, long otherwise) =>
        desired[name] is IntegerValue number ? number.Number : otherwise;
}
