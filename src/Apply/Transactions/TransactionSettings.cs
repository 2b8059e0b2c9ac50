using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Whose work a resource is in this run.</summary>
public enum ResourceShare
{
    /// <summary>It is managed now.</summary>
    Now,

    /// <summary>
    /// It was made before this run (in a lower layer): taken as done, and as changed for who hears of it.
    /// </summary>
    Earlier,

    /// <summary>It is not wanted in this run: passed over in silence.</summary>
    Never,
}

/// <summary>How a catalog is applied.</summary>
public sealed record TransactionSettings
{
    public bool IsNoop { get; init; }

    public bool ShowsDiff { get; init; }

    /// <summary>Only resources with one of these tags; all when empty.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>No resource with one of these tags.</summary>
    public ImmutableArray<string> SkipTags { get; init; } = [];

    public bool IgnoresSchedules { get; init; }

    /// <summary>
    /// What runs remember of when resources were looked at and of what is audited; null for runs that
    /// remember
    /// nothing.
    /// </summary>
    public RunState? State { get; init; }

    /// <summary>The file that will remember this run, where there is none yet: it is told.</summary>
    public string? NewStateFile { get; init; }

    /// <summary>
    /// What the last run left properties at: with it, changes of what had been right are called corrective.
    /// </summary>
    public SystemValues? Values { get; init; }

    /// <summary>How many resources may be dealt with at once, where nothing orders them.</summary>
    public int MostAtOnce { get; init; } = 1;

    /// <summary>What is less urgent is neither told nor reported.</summary>
    public LogLevel LeastLevel { get; init; } = LogLevel.Debug;

    /// <summary>Seconds by what they were spent on before the run began.</summary>
    public ImmutableArray<KeyValuePair<string, double>> EarlierTimes { get; init; } = [];

    /// <summary>Hears each line as it is written.</summary>
    public Action<Log> OnLog { get; init; } = _ => { };

    /// <summary>
    /// Hears which resources are dealt with next; several when they are enforced in one go.
    /// </summary>
    public Action<ImmutableArray<Resource>> OnBegin { get; init; } = _ => { };

    /// <summary>Hears how a resource came out.</summary>
    public Action<ResourceStatus> OnEnd { get; init; } = _ => { };

    /// <summary>Parts a catalog over several runs, layer by layer.</summary>
    public Func<Resource, ResourceShare> Share { get; init; } = _ => ResourceShare.Now;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The node's certificate name, for the report.</summary>
    public string NodeName { get; init; } = "";

    public string TransactionUuid { get; init; } = "";

    /// <summary>What reports call a catalog that has no identity of its own.</summary>
    public string CatalogUuid { get; init; } = "";

    /// <summary>When it asks to stop, the resource at hand is finished, the others are skipped.</summary>
    public CancellationToken Cancellation { get; init; }

    internal string CatalogUuidOf(Catalog catalog) =>
        catalog.CatalogUuid.Length > 0 ? catalog.CatalogUuid : CatalogUuid;

    /// <summary>Whether a resource is only compared: its own word counts more than the run's.</summary>
    internal bool IsNoopFor(Resource resource) =>
        resource["noop"] is BooleanValue own ? own.IsTrue
        : resource.Text("noop") is { } text ? text == "true"
        : IsNoop;
}
