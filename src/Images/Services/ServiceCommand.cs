using System.Collections.Immutable;

namespace Bunraku.Images;

/// <summary>How a service runs in the foreground, as the only process or under a supervisor.</summary>
/// <param name="Arguments">Program and arguments.</param>
/// <param name="User">The account it runs as, or null for root (many daemons change by themselves).</param>
/// <param name="Directories">Directories that the init system would make before each start.</param>
public sealed record ServiceCommand(
    string Name,
    ImmutableArray<string> Arguments,
    string? User,
    ImmutableArray<RuntimeDirectory> Directories
)
{
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];
}

/// <summary>A directory under <c>/run</c> with its owner, by name.</summary>
public sealed record RuntimeDirectory(string Path, string Owner, string Group, int Mode);
