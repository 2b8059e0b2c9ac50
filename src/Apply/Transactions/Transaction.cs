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
    private readonly ManagedResources managed;
    private readonly Dictionary<Vertex, VertexState> states = [];
    private readonly PriorityQueue<Vertex, Priority> ready = new();
    private readonly List<ResourceStatus> finished = [];
    private bool failedToGenerate;

    private Transaction(ResourceGraph graph, Host host, Facts facts, TransactionSettings settings)
    {
        this.graph = graph;
        this.host = host;
        this.settings = settings;
        log = new RunLog(settings);
        providers = new ProviderChoice(graph, host, facts);
        refreshes = new Refreshes(StateOf, vertex => providers.Find(vertex.Resource), log);
        evaluation = new ResourceEvaluation(graph, host, settings, log);
        skipping = new Skipping(
            StateOf,
            new Schedules(graph.Catalog, settings),
            evaluation,
            settings,
            host.End,
            log
        );
        if (graph.Ruby is { } ruby)
        {
            ruby.IsNoop = settings.IsNoop;
            ruby.OnLog = TellRuby;
        }
        managed = new ManagedResources(
            graph
                .Vertices.Where(vertex => vertex.IsResource)
                .SelectMany(vertex =>
                    (graph.TypeOf(vertex.Resource.Type)?.Foretell(vertex.Resource) ?? []).Prepend(
                        vertex.Resource
                    )
                )
        );
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
        Walk();
        graph.Ruby?.Finish(host);
        ComeToEnd();
        var seconds = settings.Time.GetElapsedTime(stamp).TotalSeconds;
        var isStopped = settings.Cancellation.IsCancellationRequested;
        log.Write(
            isStopped ? LogLevel.Warning : LogLevel.Notice,
            isStopped
                ? FormattableString.Invariant($"Stopped after {seconds:0.00} seconds")
                : FormattableString.Invariant($"Applied catalog in {seconds:0.00} seconds")
        );
        return new Report(settings.NodeName, graph.Catalog.Environment, start)
        {
            ConfigurationVersion = version,
            TransactionUuid = settings.TransactionUuid,
            CatalogUuid = graph.Catalog.CatalogUuid,
            CodeId = graph.Catalog.CodeId,
            IsNoop = settings.IsNoop,
            IsCompleted = !isStopped,
            FailedToGenerate = failedToGenerate,
            Logs = log.Lines,
            Statuses = [.. finished],
            Times =
            [
                .. settings.EarlierTimes,
                new("transaction_evaluation", seconds),
                new("catalog_application", settings.Time.GetElapsedTime(stamp).TotalSeconds),
            ],
        };
    }

    /// <summary>What Ruby code has to say, about a resource or not.</summary>
    private void TellRuby(RubyRemark remark)
    {
        if (
            remark.Resource is not null
            && ResourceReference.Parse(remark.Resource) is { } reference
            && graph.TryFind(reference, out var vertex, out _)
        )
        {
            log.Write(remark.Level, vertex, remark.Message, remark.Property);
        }
        else
        {
            log.Write(remark.Level, remark.Message);
        }
    }

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
        while (ready.TryDequeue(out var vertex, out _))
        {
            Process(vertex);
        }
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

    private List<Vertex> Unblock(Vertex vertex)
    {
        StateOf(vertex).IsDone = true;
        return
        [
            .. vertex.Outgoing.Select(link => link.Target).Where(target => --StateOf(target).Waiting == 0),
        ];
    }

    private void Finish(VertexState state)
    {
        if (settings.Share(state.Resource) == ResourceShare.Now)
        {
            var status = state.ToStatus();
            finished.Add(status);
            settings.OnEnd(status);
        }
        foreach (var freed in Unblock(state.Vertex))
        {
            Release(freed);
        }
    }

    /// <summary>An entry or exit: failures and refreshes go through it.</summary>
    private void Pass(VertexState state)
    {
        skipping.GatherFailures(state);
        settings.State?.SetChecked(VertexName(state.Vertex), settings.Time.GetLocalNow());
        if (state.FailedDependencies.Count > 0)
        {
            refreshes.Drop(state);
        }
        else if (state.Refreshes.Count > 0)
        {
            PassRefreshes(state, settings.IsNoop || state.Refreshes.All(e => e.Status == EventStatus.Noop));
        }
    }

    private static ResourceReference VertexName(Vertex vertex) => Vertex.NameOf(vertex.Resource.Reference);

    private void PassRefreshes(VertexState state, bool isNoop)
    {
        // What is tidied away or purged tells it itself.
        if (isNoop && state.Resource.Type is not ("Tidy" or "Resources"))
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
        if (!state.IsFailed)
        {
            refreshes.Queue(state.Vertex, state.Events);
            if (state.Provider is { RefreshesItself: true } && !evaluation.IsRemoved(state))
            {
                state.Refreshes.AddRange(state.Events);
            }
            if (evaluation.CancelsRefresh(state))
            {
                refreshes.Drop(state);
            }
        }
        if (state.Refreshes.Count > 0 && evaluation.Refresh(state) is { } restarted)
        {
            refreshes.Queue(state.Vertex, [restarted]);
        }
        Finish(state);
    }

    /// <summary>
    /// Whether a resource is to be managed; if so its provider is known and its offspring made.
    /// </summary>
    private bool Begin(VertexState state)
    {
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
            refreshes.Drop(state);
            settings.Values?.Keep(state.Resource.Reference);
            return false;
        }
        state.IsScheduled = true;
        state.Provider = providers.Find(state.Resource);
        if (state.Provider is null)
        {
            evaluation.FailWithoutProvider(state);
            return false;
        }
        Generate(state);
        return true;
    }

    private void Generate(VertexState state)
    {
        if (evaluation.Generate(state, managed) is not { } generated)
        {
            failedToGenerate = true;
            return;
        }
        foreach (var vertex in AddGenerated.Run(graph, state.Vertex, generated))
        {
            StateOf(vertex).Waiting = vertex.Incoming.Count(link => !StateOf(link.Source).IsDone);
        }
    }

    private VertexState StateOf(Vertex vertex)
    {
        if (!states.TryGetValue(vertex, out var state))
        {
            states.Add(vertex, state = new VertexState(vertex));
        }
        return state;
    }
}
