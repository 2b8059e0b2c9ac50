namespace Bunraku.Oci;

/// <summary>How registries are spoken to, and every limit of that.</summary>
public sealed record RegistrySettings
{
    /// <summary>
    /// Allows plain HTTP and unknown certificates everywhere; loopback needs no leave for HTTP.
    /// </summary>
    public bool Insecure { get; init; }

    /// <summary>Docker's login file; null for none.</summary>
    public string? DockerConfigFile { get; init; } = DefaultDockerConfigFile;

    public string UserAgent { get; init; } = "bunraku";

    /// <summary>Blobs under way at once.</summary>
    public int ParallelBlobs { get; init; } = 4;

    /// <summary>How often something is tried that fails for a passing reason.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The pause before the second attempt; it doubles each time.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(300);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long not a byte may move.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Blobs larger than this are uploaded in parts of it.</summary>
    public long UploadChunk { get; init; } = 64L * 1024 * 1024;

    /// <summary>Where <c>docker login</c> writes: <c>$DOCKER_CONFIG</c>, else <c>~/.docker</c>.</summary>
    public static string DefaultDockerConfigFile =>
        Path.Combine(
            Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } folder
                ? folder
                : Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/", ".docker"),
            "config.json"
        );
}
