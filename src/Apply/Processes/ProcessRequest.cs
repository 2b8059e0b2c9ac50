using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>A process that shall run: what, as whom, with what, for how long. Paths are the host's own.</summary>
/// <param name="Command">The program and its arguments; a program without a slash is sought in the request's
/// <c>PATH</c>.</param>
public sealed record ProcessRequest(ImmutableArray<string> Command)
{
    /// <summary>The whole process environment, in this order; nothing is inherited.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    public string WorkingDirectory { get; init; } = "/";

    /// <summary>The account it runs as; null for our own.</summary>
    public int? Uid { get; init; }

    public int? Gid { get; init; }

    /// <summary>Supplementary groups, set when <see cref="Uid"/> or <see cref="Gid"/> is.</summary>
    public ImmutableArray<int> Groups { get; init; } = [];

    public int? Umask { get; init; }

    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>When it is over, the process and all it started are killed; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether both outputs are one stream, so that their lines keep their order.</summary>
    public bool MergesOutput { get; init; }
}
