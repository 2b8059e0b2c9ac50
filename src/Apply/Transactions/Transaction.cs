using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// One walk over a resource graph: observe, compare, enforce, pass on refreshes, report. Among resources
/// that may go next the first of the catalog goes, so the order is the same each time.
/// </summary>
public sealed class Transaction
{
    private readonly ResourceGraph graph;
    private readonly Host host;
    private readonly TransactionSettings settings;
    private readonly RunLog log;
    private readonly ProviderChoice providers;
    private readonly Refreshes refreshes;
    private readonly ResourceEvaluation evaluation;
    private readonly Skipping skipping;
    private readonly Deferrals deferrals;
    private readonly ManagedResources managed;
    private readonly List<VertexState> states;
    private readonly PriorityQueue<Vertex, Priority> ready = new();
    private readonly List<(Vertex Vertex, ResourceStatus Status)> finished = [];

    /// <summary>What is tidied away is told before whoever tidies.</summary>
    private readonly Dictionary<ResourceReference, (Vertex Vertex, ResourceStatus Status)> heldBack = [];
    private bool failedToGenerate;

    private Transaction(ResourceGraph graph, Host host, Facts facts, TransactionSettings settings)
    {
        // A run that only compares cannot change anything, unless a resource of it insists.
        var isOnlyLooking =
            settings.IsNoop
            && graph.Vertices.All(vertex => !vertex.IsResource || settings.IsNoopFor(vertex.Resource));
        host = isOnlyLooking ? new ReadOnlyHost(host) : host;
        this.graph = graph;
        states = new(graph.Vertices.Count);
        this.host = host;
        this.settings = settings;
        log = new RunLog(settings);
        providers = new ProviderChoice(graph, host, facts);
        refreshes = new Refreshes(StateOf, vertex => providers.Find(vertex.Resource), log);
        evaluation = new ResourceEvaluation(graph, host, settings);
        skipping = new Skipping(
            StateOf,
            new Schedules(graph.Catalog, settings),
            evaluation,
            settings,
            host.End,
            log
        );
        deferrals = new Deferrals(ready, providers, settings);
        if (graph.Ruby is { } ruby)
        {
            ruby.IsNoop = settings.IsNoop;
            ruby.OnLog = remark => log.Tell(graph, remark);
        }
        managed = new ManagedResources(
            graph
                .Vertices.Where(vertex => vertex.IsResource)
                .SelectMany(vertex =>
                    graph.TypeOf(vertex.Resource.Type)!.Foretell(vertex.Resource).Prepend(vertex.Resource)
                ),
            graph.Ruby
        )
        {
            Warn = line => log.Write(LogLevel.Warning, line),
        };
    }

    /// <summary>Applies a graph that was built without errors.</summary>
    public static Report Run(ResourceGraph graph, Host host, Facts facts, TransactionSettings settings) =>
        new Transaction(graph, host, facts, settings).Run();

    private Report Run()
    {
        var start = settings.Time.GetLocalNow();
        var stamp = settings.Time.GetTimestamp();
        var version = graph.Catalog.Version;
        log.Write(LogLevel.Info, $"Using environment '{graph.Catalog.Environment}'");
        if (version.Length > 0)
        {
            log.Write(LogLevel.Info, $"Applying configuration version '{version}'");
        }
        var isBegun = AddForetold.Run(graph, log, out failedToGenerate) && PreRunChecks.Pass(graph, log);
        var isStopped = settings.Cancellation.IsCancellationRequested;
        if (isBegun)
        {
            Walk();
            evaluation.TellOfMissingProviders(log);
            graph.Ruby?.Finish(host);
            ComeToEnd();
            if (settings.NewStateFile is { } file)
            {
                log.Write(LogLevel.Info, $"Creating state file {file}");
            }
            isStopped = settings.Cancellation.IsCancellationRequested;
            TellTheEnd(settings.Time.GetElapsedTime(stamp).TotalSeconds, isStopped);
        }
        var seconds = settings.Time.GetElapsedTime(stamp).TotalSeconds;
        return new Report(settings.NodeName, graph.Catalog.Environment, start)
        {
            ConfigurationVersion = version,
            TransactionUuid = settings.TransactionUuid,
            CatalogUuid = settings.CatalogUuidOf(graph.Catalog),
            CodeId = graph.Catalog.CodeId,
            IsNoop = settings.IsNoop,
            IsRefused = !isBegun,
            IsCompleted = isBegun && !isStopped,
            FailedToGenerate = failedToGenerate,
            Logs = log.Lines,
            Statuses = [.. finished.Select(one => one.Status)],
            Times =
            [
                .. settings.EarlierTimes,
                new("transaction_evaluation", seconds),
                new("catalog_application", settings.Time.GetElapsedTime(stamp).TotalSeconds),
            ],
        };
    }

    private void TellTheEnd(double seconds, bool isStopped) =>
        log.Write(
            isStopped ? LogLevel.Warning : LogLevel.Notice,
            isStopped
                ? FormattableString.Invariant($"Stopped after {seconds:0.00} seconds")
                : FormattableString.Invariant($"Applied catalog in {seconds:0.00} seconds")
        );

    private void ComeToEnd()
    {
        try
        {
            host.End.Come();
        }
        catch (HostException failure)
        {
            log.Write(LogLevel.Err, failure.Message);
        }
    }

    private void Walk()
    {
        foreach (var vertex in graph.Vertices)
        {
            StateOf(vertex).Waiting = vertex.Incoming.Count;
        }
        foreach (var vertex in graph.Vertices.Where(vertex => vertex.Incoming.Count == 0).ToList())
        {
            Release(vertex);
        }
        if (settings.MostAtOnce > 1)
        {
            WalkTogether();
            return;
        }
        do
        {
            while (ready.TryDequeue(out var vertex, out _))
            {
                if (!deferrals.Takes(vertex))
                {
                    Process(vertex);
                }
            }
        } while (deferrals.Revive(GiveUp));
    }

    /// <summary>
    /// Several resources at once, where their providers allow it; all others alone. What is told and
    /// reported comes in the order of a walk one by one.
    /// </summary>
    private void WalkTogether()
    {
        using var workers = new Workers(settings.MostAtOnce);
        while (ready.Count > 0 || workers.Busy > 0 || deferrals.Revive(GiveUp))
        {
            while (workers.Busy < settings.MostAtOnce && ready.TryPeek(out var next, out _))
            {
                if (deferrals.Takes(next))
                {
                    ready.Dequeue();
                    continue;
                }
                var isShared = providers.Find(next.Resource) is { RunsBeside: true };
                if (!isShared && workers.Busy > 0)
                {
                    break;
                }
                ready.Dequeue();
                if (isShared)
                {
                    StartBeside(StateOf(next), workers);
                }
                else
                {
                    Process(next);
                }
            }
            if (workers.Busy > 0)
            {
                workers.TakeEnded()();
            }
        }
        var ranks = WalkOrder.Of(graph);
        log.Sort(ranks);
        finished.Sort((a, b) => ranks[a.Vertex.Index].CompareTo(ranks[b.Vertex.Index]));
    }

    private void StartBeside(VertexState state, Workers workers)
    {
        if (!Begin(state))
        {
            Finish(state);
            return;
        }
        settings.OnBegin([state.Resource]);
        state.Log = log.Part(state.Vertex);
        workers.Start(
            () => evaluation.Evaluate(state),
            () =>
            {
                Join(state);
                PassChanges(state);
                if (state.Refreshes.Count == 0)
                {
                    Finish(state);
                    return;
                }
                state.Log = log.Part(state.Vertex);
                Event? restarted = null;
                workers.Start(
                    () => restarted = evaluation.Refresh(state),
                    () =>
                    {
                        Join(state);
                        PassRestart(state, restarted);
                    }
                );
            }
        );
    }

    private void Join(VertexState state)
    {
        log.Join(state.Log);
        state.Log = log;
    }

    /// <summary>
    /// Lets a vertex go. Entries and exits do nothing, so they go at once: what they hold back is then known
    /// to be ready when packages are gathered.
    /// </summary>
    private void Release(Vertex start)
    {
        var released = new Stack<Vertex>([start]);
        while (released.TryPop(out var vertex))
        {
            if (vertex.IsResource)
            {
                ready.Enqueue(vertex, vertex.Priority);
                continue;
            }
            Pass(StateOf(vertex));
            foreach (var freed in Unblock(vertex))
            {
                released.Push(freed);
            }
        }
    }

    private IEnumerable<Vertex> Unblock(Vertex vertex)
    {
        StateOf(vertex).IsDone = true;
        foreach (var link in vertex.OutgoingLinks)
        {
            if (--StateOf(link.Target).Waiting == 0)
            {
                yield return link.Target;
            }
        }
    }

    private void Finish(VertexState state)
    {
        if (settings.Share(state.Resource) == ResourceShare.Now)
        {
            Tell(
                state.Vertex,
                state.ToStatus(),
                isEarly: state.Resource.Type == "Tidy" && state.Vertex.HasOffspring
            );
        }
        foreach (var freed in Unblock(state.Vertex))
        {
            Release(freed);
        }
    }

    private void Tell(Vertex vertex, ResourceStatus status, bool isEarly)
    {
        if (isEarly)
        {
            heldBack[status.Resource.Reference] = (vertex, status);
            return;
        }
        finished.Add((vertex, status));
        settings.OnEnd(status);
    }

    /// <summary>An entry or exit: failures and refreshes go through it.</summary>
    private void Pass(VertexState state)
    {
        if (heldBack.Remove(state.Resource.Reference, out var held))
        {
            Tell(held.Vertex, held.Status, isEarly: false);
        }
        skipping.GatherFailures(state);
        settings.State?.SetChecked(state.Vertex.Name, settings.Time.GetLocalNow());
        if (state.FailedDependencies.Count > 0)
        {
            refreshes.Drop(state);
        }
        else if (state.Refreshes.Count > 0)
        {
            PassRefreshes(state, settings.IsNoop || state.Refreshes.All(e => e.Status == EventStatus.Noop));
        }
    }

    private void PassRefreshes(VertexState state, bool isNoop)
    {
        if (state.Vertex.IsEndOfGenerated)
        {
            // What is tidied away or purged tells it itself.
            refreshes.Queue(state.Vertex, state.Refreshes);
            return;
        }
        if (isNoop)
        {
            var count = Refreshes.Count(state.Refreshes.Count);
            log.Write(LogLevel.Notice, state.Vertex, $"Would have triggered 'refresh' from {count}");
        }
        refreshes.Queue(state.Vertex, [evaluation.Restarted(isNoop)]);
    }

    private void Process(Vertex vertex)
    {
        var state = StateOf(vertex);
        if (!Begin(state))
        {
            Finish(state);
        }
        else if (state.Provider is { TakesMany: true } provider)
        {
            ProcessMany(state, provider);
        }
        else
        {
            settings.OnBegin([state.Resource]);
            evaluation.Evaluate(state);
            Conclude(state);
        }
    }

    /// <summary>
    /// Takes along every resource of the provider that may go now: none of them waits for another.
    /// </summary>
    private void ProcessMany(VertexState first, Provider provider)
    {
        var batch = new List<VertexState> { first };
        var others = new List<Vertex>();
        while (ready.TryDequeue(out var vertex, out _))
        {
            if (providers.Find(vertex.Resource) != provider)
            {
                others.Add(vertex);
            }
            else if (Begin(StateOf(vertex)))
            {
                batch.Add(StateOf(vertex));
            }
            else
            {
                Finish(StateOf(vertex));
            }
        }
        others.ForEach(vertex => ready.Enqueue(vertex, vertex.Priority));
        settings.OnBegin([.. batch.Select(state => state.Resource)]);
        evaluation.EvaluateMany(batch, provider);
        batch.ForEach(Conclude);
    }

    private void Conclude(VertexState state)
    {
        PassChanges(state);
        PassRestart(state, state.Refreshes.Count > 0 ? evaluation.Refresh(state) : null);
    }

    private void PassRestart(VertexState state, Event? restarted)
    {
        if (restarted is not null)
        {
            refreshes.Queue(state.Vertex, [restarted]);
        }
        Finish(state);
    }

    private void PassChanges(VertexState state)
    {
        if (!state.IsFailed)
        {
            refreshes.Queue(state.Vertex, state.Events);
            if (state.Provider is { RefreshesItself: true } && !evaluation.IsRemoved(state))
            {
                state.PromiseRefreshes(state.Events);
            }
            if (evaluation.CancelsRefresh(state))
            {
                refreshes.Drop(state);
            }
        }
    }

    /// <summary>
    /// Whether a resource is to be managed; if so its provider is known and its offspring made.
    /// </summary>
    private bool Begin(VertexState state)
    {
        log.About = state.Vertex;
        state.Time = settings.Time.GetLocalNow();
        skipping.GatherFailures(state);
        switch (settings.Share(state.Resource))
        {
            case ResourceShare.Earlier:
                refreshes.Queue(state.Vertex, [evaluation.Restarted(isNoop: false)]);
                return false;
            case ResourceShare.Never:
                return false;
        }
        if (skipping.IsSkipped(state))
        {
            state.IsSkipped = true;
            // Reports name who would have managed it.
            state.Provider = providers.Find(state.Resource);
            refreshes.Drop(state);
            settings.Values?.Keep(state.Resource.Reference);
            return false;
        }
        state.IsScheduled = true;
        state.Provider = providers.Find(state.Resource, out var refusal);
        if (state.Provider is null)
        {
            evaluation.Fail(state, $"Could not evaluate: {refusal!.Message}");
            return false;
        }
        Generate(state);
        return true;
    }

    /// <summary>What nothing has made manageable fails, if it is asked for.</summary>
    private void GiveUp(Vertex vertex)
    {
        var state = StateOf(vertex);
        log.About = vertex;
        state.Time = settings.Time.GetLocalNow();
        state.IsSkipped = !skipping.IsTagged(state);
        if (!state.IsSkipped)
        {
            evaluation.FailWithoutProvider(state);
        }
        Finish(state);
    }

    private void Generate(VertexState state)
    {
        failedToGenerate |= !evaluation.TryGenerate(state, managed, out var generated);
        foreach (var vertex in AddGenerated.Run(graph, state.Vertex, generated, HoldBack))
        {
            StateOf(vertex).Waiting = vertex.Incoming.Count(link => !StateOf(link.Source).IsDone);
        }
    }

    private bool HoldBack(Vertex vertex) => StateOf(vertex).Waiting > 0 || ready.Remove(vertex, out _, out _);

    private VertexState StateOf(Vertex vertex)
    {
        // Those that were generated since come at the end.
        while (states.Count <= vertex.Index)
        {
            states.Add(new VertexState(graph.Vertices[states.Count], log));
        }
        return states[vertex.Index];
    }
}
