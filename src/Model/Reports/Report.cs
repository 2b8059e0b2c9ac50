using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>What a run did: report format 12.</summary>
public sealed record Report(string Host, string Environment, DateTimeOffset Time)
{
    public const int Format = 12;

    /// <summary>The version of the reference whose format this is.</summary>
    public const string PuppetVersion = "7.23.0";

    public string ConfigurationVersion { get; init; } = "";

    public string TransactionUuid { get; init; } = "";

    public string CatalogUuid { get; init; } = "";

    public string? CodeId { get; init; }

    /// <summary>The environment that was asked for, when the catalog's is another.</summary>
    public string? InitialEnvironment { get; init; }

    public bool IsNoop { get; init; }

    /// <summary>False when the run was broken off.</summary>
    public bool IsCompleted { get; init; }

    /// <summary>Whether a type's check kept the run from beginning.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether resources could not be generated, which makes the whole run a failure.</summary>
    public bool FailedToGenerate { get; init; }

    public ImmutableArray<Log> Logs { get; init; } = [];

    /// <summary>In the order in which the resources were dealt with.</summary>
    public ImmutableArray<ResourceStatus> Statuses { get; init; } = [];

    /// <summary>Seconds by what they were spent on, beside the resources' own times.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Times { get; init; } = [];

    /// <summary><c>failed</c>, <c>changed</c> or <c>unchanged</c>.</summary>
    public string Status =>
        FailedToGenerate || !IsCompleted || HasFailures ? "failed"
        : ChangeCount > 0 ? "changed"
        : "unchanged";

    public bool HasFailures => Statuses.Any(status => status.IsFailed || status.FailedToRestart);

    public bool IsNoopPending => Statuses.Any(status => status.Events.Any(e => e.Status == EventStatus.Noop));

    public bool IsCorrective => Statuses.Any(status => status.IsCorrective);

    public int ChangeCount => Statuses.Sum(status => status.ChangeCount);

    /// <summary>
    /// The code for <c>--detailed-exitcodes</c>: 2 for changes, 4 for failures, their sum for both.
    /// </summary>
    public int DetailedExitCode => (ChangeCount > 0 ? 2 : 0) | (HasFailures ? 4 : 0);
}
