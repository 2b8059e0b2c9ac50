using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>How a catalog is applied once it is known.</summary>
internal sealed record ApplyRun
{
    /// <summary>Commands mostly wait: more of them than there are processors do no harm.</summary>
    private const int LeastAtOnce = 4;

    /// <summary>The most time that a file from the web may take.</summary>
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromMinutes(10);

    private readonly OwnMemory memory = new();

    /// <summary>How many files and commands <c>--parallel</c> deals with at once.</summary>
    public static int MostAtOnce => Math.Max(LeastAtOnce, Environment.ProcessorCount);

    public required RunFiles Files { get; init; }

    /// <summary>
    /// Where files and Ruby code come from. Not the environment itself, so that its code can go once the
    /// catalog is made.
    /// </summary>
    public required ImmutableArray<PuppetModule> Modules { get; init; }

    public required Facts Facts { get; init; }

    /// <summary>Runs processes on the host: directly, or in the sandbox of a root.</summary>
    public required Func<FileSources, Host> HostWith { get; init; }

    public required Terminal Terminal { get; init; }

    public required LogDestinations Log { get; init; }

    /// <summary>Where what Ruby code prints goes.</summary>
    public RubyOutput Output { get; init; } = RubyOutput.None;

    public TransactionSettings Settings { get; init; } = new();

    public bool TakesRubyProviders { get; init; }

    public bool DrawsGraphs { get; init; }

    public bool SavesCatalog { get; init; }

    /// <summary>Whether changes of what the last run left right are called corrective.</summary>
    public bool FindsDrift { get; init; }

    /// <summary>Applies a catalog; null when it could not be begun, which was told.</summary>
    public Report? Run(Catalog compiled, TimeSpan compilation)
    {
        var start = Stopwatch.GetTimestamp();
        memory.GiveBack();
        var catalog = DefaultResources.AddTo(Versioned(compiled));
        using var sources = new ModuleFileSources(
            name => Modules.FirstOrDefault(module => module.Name == name)?.Directory,
            compiled.Environment
        );
        using var web = new HttpClient { Timeout = LongestTransfer };
        var host = HostWith(new WebFileSources(sources, web));
        try
        {
            var graph = ResourceGraph.Build(catalog, out var diagnostics, Ruby(host));
            diagnostics = diagnostics.AddRange(CheckFeatures.Run(graph, host, Facts));
            Terminal.Show(diagnostics);
            if (SavesCatalog)
            {
                Files.SaveCatalog(graph);
            }
            using var held = Lock();
            if (held?.Killed is { } process)
            {
                Files.RemoveLeft(process);
                if (host is RootedHost rooted)
                {
                    rooted.KilledRun = process;
                }
            }
            if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
            {
                Refuse(graph, diagnostics, compilation + Stopwatch.GetElapsedTime(start));
                return null;
            }
            return Run(graph, host, compilation + Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            (host as IDisposable)?.Dispose();
        }
    }

    private Report Run(ResourceGraph graph, Host host, TimeSpan retrieval)
    {
        Draw(graph);
        var values = FindsDrift ? Files.LoadValues(Tell) : null;
        var settings = Settings with
        {
            State = Files.LoadState(Tell),
            NewStateFile = File.Exists(Files.State) ? null : Files.State,
            Values = values,
            OnLog = Log.Write,
            OnEnd = status =>
            {
                Settings.OnEnd(status);
                memory.Tidy();
            },
            EarlierTimes = [new("config_retrieval", retrieval.TotalSeconds)],
        };
        var report = Transaction.Run(graph, host, Facts, settings);
        try
        {
            Files.Save(report, settings.State, values, settings.Time.GetLocalNow());
        }
        catch (HostException failure)
        {
            // What was to be done is done; only the next run knows less of it.
            Tell(LogLevel.Err, $"Could not save what the run leaves: {failure.Message}");
        }
        return report;
    }

    /// <summary>A catalog whose environment gives it no version has the time's.</summary>
    private Catalog Versioned(Catalog catalog) =>
        catalog.Version.Length > 0
            ? catalog
            : catalog with
            {
                Version = Settings
                    .Time.GetUtcNow()
                    .ToUnixTimeSeconds()
                    .ToString(CultureInfo.InvariantCulture),
            };

    private RubyTypes Ruby(Host host) =>
        new(new ModuleLibraries([.. Modules.Select(module => module.Directory)]), host, Facts)
        {
            IsForced = TakesRubyProviders,
            Output = Output,
            Mismatch = new AttributeTypes().Mismatch,
        };

    private RunLock? Lock()
    {
        if (Files.Lock is not { } path)
        {
            return null;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return RunLock.TryTake(path, out var holder)
            ?? throw new DiagnosticException(CliDiagnostics.RunInProgress(holder));
    }

    private void Draw(ResourceGraph graph)
    {
        if (DrawsGraphs && Files.Graphs is not null)
        {
            Files.SaveGraph("resources.dot", GraphDrawing.Resources(graph));
            Files.SaveGraph("relationships.dot", GraphDrawing.Relationships(graph));
            Files.SaveGraph("expanded_relationships.dot", GraphDrawing.Expanded(graph));
        }
    }

    /// <summary>What cannot be begun leaves a report that says so.</summary>
    private void Refuse(ResourceGraph graph, ImmutableArray<Diagnostic> diagnostics, TimeSpan retrieval)
    {
        Draw(graph);
        if (graph.Cycles.Count > 0 && DrawsGraphs && Files.Graphs is not null)
        {
            var path = Files.SaveGraph("cycles.dot", GraphDrawing.Cycles(graph.Cycles));
            Terminal.Line($"the cycles are drawn in {path}");
        }
        if (!FindsDrift && graph.Cycles.Count == 0)
        {
            // Nor does `puppet apply` report of a catalog that makes no resources; its agent does.
            return;
        }
        var report = RefusedRun.Report(
            graph,
            diagnostics,
            Settings with
            {
                EarlierTimes = [new("config_retrieval", retrieval.TotalSeconds)],
            }
        );
        Files.SaveReport(report, Settings.Time.GetLocalNow());
    }

    private void Tell(LogLevel level, string message) =>
        Log.Write(new Log(Settings.Time.GetLocalNow(), level, "Puppet", message));
}
