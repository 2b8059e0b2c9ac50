using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Resources that no provider works for yet. What others bring may change that, so they wait for all that
/// can go before them, and are given up when nothing else went since they were asked last.
/// </summary>
internal sealed class Deferrals(
    PriorityQueue<Vertex, Priority> ready,
    ProviderChoice providers,
    TransactionSettings settings
)
{
    private readonly List<Vertex> waiting = [];
    private bool hasProgress;

    /// <summary>Whether a resource has to wait; it is kept then.</summary>
    public bool Takes(Vertex vertex)
    {
        if (
            settings.Cancellation.IsCancellationRequested
            || settings.Share(vertex.Resource) != ResourceShare.Now
            || providers.Find(vertex.Resource, out var refusal) is not null
            || refusal is not null
        )
        {
            hasProgress = true;
            return false;
        }
        waiting.Add(vertex);
        return true;
    }

    /// <summary>Once nothing else is ready: those that wait are asked again, or given up.</summary>
    /// <returns>Whether there may be more to do.</returns>
    public bool Revive(Action<Vertex> giveUp)
    {
        if (waiting.Count == 0)
        {
            return false;
        }
        Vertex[] all = [.. waiting];
        waiting.Clear();
        foreach (var vertex in all)
        {
            if (hasProgress)
            {
                ready.Enqueue(vertex, vertex.Priority);
            }
            else
            {
                giveUp(vertex);
            }
        }
        hasProgress = false;
        return true;
    }
}
