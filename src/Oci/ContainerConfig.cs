using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>
/// The <c>config</c> of an image: the process a container starts and what surrounds it (config.md), with
/// Docker's additions <c>Healthcheck</c>, <c>OnBuild</c> and <c>Shell</c>.
/// </summary>
public sealed record ContainerConfig
{
    public string? User { get; init; }

    /// <summary>Ports as <c>80/tcp</c>.</summary>
    [JsonConverter(typeof(NameSetConverter))]
    public ImmutableSortedSet<string>? ExposedPorts { get; init; }

    /// <summary>Variables as <c>NAME=value</c>, in order.</summary>
    public ImmutableArray<string>? Env { get; init; }

    public ImmutableArray<string>? Entrypoint { get; init; }

    public ImmutableArray<string>? Cmd { get; init; }

    public Healthcheck? Healthcheck { get; init; }

    [JsonConverter(typeof(NameSetConverter))]
    public ImmutableSortedSet<string>? Volumes { get; init; }

    public string? WorkingDir { get; init; }

    public ImmutableSortedDictionary<string, string>? Labels { get; init; }

    public string? StopSignal { get; init; }

    public ImmutableArray<string>? OnBuild { get; init; }

    public ImmutableArray<string>? Shell { get; init; }
}

/// <summary>Docker's health check; times are nanoseconds, as Docker stores them.</summary>
public sealed record Healthcheck
{
    /// <summary><c>["CMD", …]</c>, <c>["CMD-SHELL", line]</c> or <c>["NONE"]</c>.</summary>
    public ImmutableArray<string>? Test { get; init; }

    public long? Interval { get; init; }

    public long? Timeout { get; init; }

    public long? StartPeriod { get; init; }

    public long? StartInterval { get; init; }

    public int? Retries { get; init; }
}
