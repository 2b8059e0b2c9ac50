using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>
/// A site: where its code and data are, and the images that come out of it (<c>bunraku.yaml</c>). Paths are
/// absolute.
/// </summary>
public sealed record SiteFile(string Directory)
{
    /// <summary>The modulepath, searched in order.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    /// <summary>The Puppetfile, or null when the site has none.</summary>
    public string? Puppetfile { get; init; }

    /// <summary>The main manifest: a file, or a folder of files.</summary>
    public string Manifest { get; init; } = "";

    /// <summary>The Hiera configuration, of version 3 or 5; null when the site has none.</summary>
    public string? Hiera { get; init; }

    public ImmutableArray<ImageDefinition> Images { get; init; } = [];
}

/// <summary>One image of a site, the site's <c>defaults</c> already merged in.</summary>
public sealed record ImageDefinition(string Name, Span Span)
{
    /// <summary>
    /// The base as written: <c>debootstrap:bookworm</c>, <c>oci:DIR</c>, an image reference,
    /// <c>scratch</c>.
    /// </summary>
    public string From { get; init; } = "";

    public Span FromSpan { get; init; }

    /// <summary>The name the node definitions and <c>trusted.certname</c> see.</summary>
    public string NodeName { get; init; } = "";

    public HashValue Facts { get; init; } = HashValue.Empty;

    public ImageSettings Settings { get; init; } = new();
}

/// <summary>
/// What Docker's words in <c>bunraku.yaml</c> set in the image's configuration; null leaves the base's.
/// </summary>
public sealed record ImageSettings
{
    public ImmutableArray<string>? Command { get; init; }

    public ImmutableArray<string>? Entrypoint { get; init; }

    /// <summary>Process environment, in order of writing.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Ports with protocol: <c>80/tcp</c>.</summary>
    public ImmutableArray<string> ExposedPorts { get; init; } = [];

    public ImmutableArray<KeyValuePair<string, string>> Labels { get; init; } = [];

    public string? User { get; init; }

    public ImmutableArray<string> Volumes { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    public string? StopSignal { get; init; }

    public HealthCheck? HealthCheck { get; init; }
}

/// <summary>Docker's health check; times are seconds, zero leaves the engine's default.</summary>
/// <param name="Test"><c>NONE</c>, <c>CMD</c> and arguments, or <c>CMD-SHELL</c> and a line.</param>
public sealed record HealthCheck(
    ImmutableArray<string> Test,
    double IntervalSeconds,
    double TimeoutSeconds,
    double StartPeriodSeconds,
    int Retries
);
