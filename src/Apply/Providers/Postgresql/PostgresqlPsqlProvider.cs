using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Statements sent to a PostgreSQL server (puppetlabs-postgresql). The state is whether the statement still
/// has to be sent; sending it is the change.
/// </summary>
internal sealed partial class PostgresqlPsqlProvider() : Provider("postgresql_psql", "ruby")
{
    public override bool IsRefreshable => true;

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = new Observed();
        var mustSend = MustSend(host, desired) && desired.Text("refreshonly") != "true";
        observed.Set(
            "command",
            new Finding(mustSend ? "notrun" : desired["command"]!) { IsInSync = !mustSend }
        );
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) => Send(host, desired);

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (MustSend(host, desired))
        {
            Send(host, desired);
        }
    }

    private static bool MustSend(Host host, Resource desired) =>
        (desired.Text("onlyif") is not { } onlyif || FindsRows(host, desired, "onlyif", onlyif))
        && (desired.Text("unless") is not { } unless || !FindsRows(host, desired, "unless", unless));

    private static bool FindsRows(Host host, Resource desired, string guard, string query)
    {
        var result = host.Query(Request(host, desired, $"SELECT COUNT(*) FROM ({query}) count"));
        if (!result.Succeeded)
        {
            throw new HostException(
                $"Error evaluating '{guard}' clause, returned exit {result.ExitCode}: '{result.Output}'"
            );
        }
        // Before the count there may be what the server says of the search path.
        var count = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        return count.Trim().Trim('0').Length > 0;
    }

    private static void Send(Host host, Resource desired)
    {
        var result = host.Run(Request(host, desired, desired.Text("command")!));
        if (!result.Succeeded)
        {
            throw new HostException(
                $"Error executing SQL; psql returned exit {result.ExitCode}: '{result.Output}'"
            );
        }
    }

    private static ProcessRequest Request(Host host, Resource desired, string sql)
    {
        var command = ImmutableArray.CreateBuilder<string>();
        command.Add(desired.Text("psql_path") ?? "psql");
        foreach (var (option, name) in new[] { ("-d", "db"), ("-p", "port") })
        {
            if (desired.Text(name) is { } value)
            {
                command.Add(option);
                command.Add(value);
            }
        }
        var path = desired["search_path"] switch
        {
            null => "",
            ArrayValue list => $"set search_path to {string.Join(',', list.Items)}; ",
            { } one => $"set search_path to {one}; ",
        };
        command.AddRange("-t", "-X", "-c", Expand(path + sql, Settings(desired)));
        var directory = desired.Text("cwd") ?? "/tmp";
        if (!host.Exists(directory))
        {
            throw new HostException($"No such file or directory @ dir_chdir0 - {directory}");
        }
        var request = HostTool.Request(host, command.ToImmutable()) with
        {
            WorkingDirectory = directory,
            Environment = Environment(host, desired),
        };
        return ExecCommand.As(host, request, desired.Text("psql_user"), desired.Text("psql_group"));
    }

    private static ImmutableArray<KeyValuePair<string, string>> Environment(Host host, Resource desired)
    {
        var variables = new Dictionary<string, string>(host.ProcessEnvironment);
        PostgresqlSettings.Add(desired, variables);
        foreach (var (name, value) in Settings(desired))
        {
            variables[name] = value;
        }
        return [.. variables.OrderBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    /// <summary>The variables of <c>environment</c>, the last of a name.</summary>
    private static Dictionary<string, string> Settings(Resource desired)
    {
        var settings = new Dictionary<string, string>();
        foreach (
            var setting in desired["environment"] switch
            {
                null => [],
                ArrayValue list => list.Items.Select(item => item.ToString()),
                { } one => [one.ToString()],
            }
        )
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                settings[setting[..equals]] = setting[(equals + 1)..];
            }
        }
        return settings;
    }

    /// <summary>
    /// Puts variables of <c>environment</c> where a statement names them, as the shell does that the module
    /// runs it by: a role's password comes so (<c>ENCRYPTED PASSWORD '$NEWPGPASSWD'</c>).
    /// </summary>
    private static string Expand(string sql, Dictionary<string, string> settings) =>
        settings.Count == 0
            ? sql
            : Variable()
                .Replace(
                    sql,
                    name =>
                        settings.TryGetValue(name.Groups["name"].Value, out var value) ? value : name.Value
                );

    [GeneratedRegex(@"(?<!\\)\$(?:(?<name>\w+)|\{(?<name>\w+)\})")]
    private static partial Regex Variable();
}
