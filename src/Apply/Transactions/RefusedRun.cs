using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>The report of a run that was not begun: its graph has errors.</summary>
public static class RefusedRun
{
    public static Report Report(
        ResourceGraph graph,
        ImmutableArray<Diagnostic> diagnostics,
        TransactionSettings settings
    )
    {
        var now = settings.Time.GetLocalNow();
        // The reference tells those of a cycle by their names.
        var inCycles = graph
            .Cycles.SelectMany(cycle =>
                cycle
                    .Members.Where(vertex => vertex.IsResource)
                    .OrderBy(vertex => vertex.Resource.Reference.ToString(), StringComparer.Ordinal)
            )
            .Distinct();
        return new Report(settings.NodeName, graph.Catalog.Environment, now)
        {
            ConfigurationVersion = graph.Catalog.Version,
            TransactionUuid = settings.TransactionUuid,
            CatalogUuid = settings.CatalogUuidOf(graph.Catalog),
            CodeId = graph.Catalog.CodeId,
            IsNoop = settings.IsNoop,
            Logs =
            [
                .. diagnostics
                    .Where(diagnostic => diagnostic.Severity == Severity.Error)
                    .Select(diagnostic => new Log(now, LogLevel.Err, "Puppet", diagnostic.Message)
                    {
                        Tags = ["err"],
                    }),
            ],
            Statuses = [.. inCycles.Select(vertex => Failed(vertex, now))],
            Times = settings.EarlierTimes,
        };
    }

    private static ResourceStatus Failed(Vertex vertex, DateTimeOffset now) =>
        new(vertex.Resource)
        {
            ContainmentPath = vertex.ContainmentPath,
            Time = now,
            Events =
            [
                new Event(
                    "resource_error",
                    null,
                    EventStatus.Failure,
                    "resource is part of a dependency cycle",
                    now
                ),
            ],
        };
}
