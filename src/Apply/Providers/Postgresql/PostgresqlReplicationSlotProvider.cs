using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Replication slots of a PostgreSQL server (puppetlabs-postgresql).</summary>
internal sealed class PostgresqlReplicationSlotProvider() : Provider("postgresql_replication_slot", "ruby")
{
    public override bool IsSuitable(Host host, Facts facts) => Programs.Find(host, "psql") is not null;

    public override Observed Observe(Host host, Resource desired) =>
        new() { ["ensure"] = Names(host).Contains(NameOf(desired)) ? "present" : "absent" };

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = NameOf(desired);
        var result = host.Run(
            Request(
                host,
                changes.Removes
                    ? $"SELECT pg_drop_replication_slot('{name}');"
                    : $"SELECT * FROM pg_create_physical_replication_slot('{name}');"
            )
        );
        if (!result.Succeeded)
        {
            throw new HostException(
                $"Failed to {(changes.Removes ? "destroy" : "create")} replication slot {name}:\n{result.Output}"
            );
        }
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        Names(host)
            .Select(name => new Resource(new("Postgresql_replication_slot", name))
            {
                Parameters = [new("ensure", "present")],
            });

    /// <summary>A server that does not answer has no slots that could be known.</summary>
    private static IEnumerable<string> Names(Host host)
    {
        var result = host.Query(Request(host, "SELECT * FROM pg_replication_slots;"));
        if (!result.Succeeded)
        {
            throw new HostException($"Failed to list replication slots:\n{result.Output}");
        }
        return result
            .Output.Split('\n')
            .Where(line => line.Contains('|'))
            .Select(line => line.Split('|')[0].Trim());
    }

    private static ProcessRequest Request(Host host, string sql) =>
        ExecCommand.As(host, HostTool.Request(host, ["psql", "-t", "-c", sql]), "postgres", "postgres");
}
