using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// A process that shall run: what, as whom, with what, for how long. Paths are the host's own.
/// </summary>
/// <param name="Command">The program and its arguments; a program without a slash is sought in the request's
/// <c>PATH</c>.</param>
public sealed record ProcessRequest(ImmutableArray<string> Command)
{
    /// <summary>The most a process may write before what follows is dropped.</summary>
    public const int DefaultOutputLimitBytes = 64 * 1024 * 1024;

    /// <summary>The whole process environment, in this order; nothing is inherited.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];

    public string WorkingDirectory { get; init; } = "/";

    /// <summary>The account it runs as; null for our own.</summary>
    public int? Uid { get; init; }

    public int? Gid { get; init; }

    /// <summary>Supplementary groups, set when <see cref="Uid"/> or <see cref="Gid"/> is.</summary>
    public ImmutableArray<int> Groups { get; init; } = [];

    public int? Umask { get; init; }

    /// <summary>What it reads from its standard input, up to the end of the file.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>
    /// The last words of its standard input, which stays open for them: said instead of SIGTERM when time is
    /// up or the caller cancels, to a process that passes them on to where no signal of ours goes.
    /// </summary>
    public ReadOnlyMemory<byte> Farewell { get; init; }

    /// <summary>When it is over, the process and all it started are killed; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long it may tidy up after SIGTERM, when time is up or the caller cancels.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>Whether both outputs are one stream, so that their lines keep their order.</summary>
    public bool MergesOutput { get; init; }

    /// <summary>Whether it has our own streams and terminal; nothing is fed to it or caught.</summary>
    public bool IsInteractive { get; init; }

    public int OutputLimitBytes { get; init; } = DefaultOutputLimitBytes;

    /// <summary>Told of each line as it comes, on the thread that runs the process.</summary>
    public Action<OutputLine>? OnLine { get; init; }

    /// <summary>Told the process id once it runs: of the process, or of pid 1 of its sandbox.</summary>
    public Action<int>? OnStart { get; init; }
}

/// <summary>A line a process wrote, without its end.</summary>
public readonly record struct OutputLine(string Text, bool IsError);
