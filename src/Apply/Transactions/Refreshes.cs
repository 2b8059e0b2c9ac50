using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Carries refreshes from what changed to those who asked for them.</summary>
internal sealed class Refreshes(
    Func<Vertex, VertexState> stateOf,
    Func<Vertex, Provider?> providerOf,
    RunLog log
)
{
    /// <summary>
    /// Promises refreshes to all who subscribe to a vertex; events of one name go together.
    /// </summary>
    public void Queue(Vertex source, IReadOnlyList<Event> events)
    {
        if (events.Count == 0)
        {
            return;
        }
        foreach (var group in events.GroupBy(e => e.Name))
        {
            foreach (var link in source.Outgoing.Where(link => link.Refreshes && Hears(link.Target)))
            {
                var isPassing = link.Target.Kind == VertexKind.Exit;
                log.Write(
                    isPassing ? LogLevel.Debug : LogLevel.Info,
                    source,
                    isPassing
                        ? $"The container {link.Target} will propagate my refresh event"
                        : $"Scheduling refresh of {link.Target}"
                );
                stateOf(link.Target).PromiseRefreshes(group);
            }
        }
    }

    /// <summary>Takes promised refreshes back.</summary>
    public void Drop(VertexState state)
    {
        if (state.Refreshes.Count > 0)
        {
            log.Write(LogLevel.Info, state.Vertex, $"Unscheduling all events on {state.Vertex}");
            state.DropRefreshes();
        }
    }

    public static string Count(int events) => events == 1 ? "1 event" : $"{events} events";

    private bool Hears(Vertex vertex) => !vertex.IsResource || providerOf(vertex) is { IsRefreshable: true };
}
