using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Apply;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>A machine that is reached by the system's ssh client.</summary>
internal sealed record RemoteHost
{
    private const int Unreachable = 255;

    /// <summary>
    /// An open connection is asked for a sign of life so often, and lost after so many without.
    /// </summary>
    private const int AliveIntervalSeconds = 15;

    private const int AliveCount = 4;

    /// <summary>How long a run that was told to end may take to finish what it is at and to report.</summary>
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(15);

    /// <summary>
    /// What ssh says of itself when a connection breaks, as opposed to what came through it.
    /// </summary>
    private static readonly string[] Breaks =
    [
        "Timeout, server ",
        "Connection to ",
        "Connection closed by ",
        "Connection reset by ",
        "Read from remote host ",
        "client_loop: ",
        "packet_write_wait: ",
        "ssh_packet_write_poll: ",
    ];

    /// <summary>As ssh takes it: <c>user@host</c>, or a name of its configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The client and its options.</summary>
    public required ImmutableArray<string> Client { get; init; }

    /// <summary>How long a connection may take to come about.</summary>
    public required int ConnectSeconds { get; init; }

    /// <summary>How long a step may take before the machine is given up.</summary>
    public required TimeSpan Patience { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>What a shell's script prints there.</summary>
    /// <exception cref="DiagnosticException">The machine was not reached, hung, or the script
    /// failed.</exception>
    public string Ask(string script, ReadOnlyMemory<byte> input = default)
    {
        var result = Run(script, input, null);
        return result.Succeeded
            ? result.Output
            : throw new DiagnosticException(
                CliDiagnostics.TargetFailed(Name, Reason(result.ExitCode, result.Error))
            );
    }

    /// <summary>Runs a shell's script, whatever it ends with.</summary>
    /// <exception cref="DiagnosticException">The machine was not reached, or hung.</exception>
    public ProcessResult Run(string script, ReadOnlyMemory<byte> input, Action<OutputLine>? onLine)
    {
        var result = Run(new ProcessRequest(Command(script)) { Input = input, OnLine = onLine });
        return result.ExitCode == Unreachable
            ? throw new DiagnosticException(NotReached(result.Error))
            : result;
    }

    /// <summary>
    /// Runs what heeds <see cref="TargetCommand.EndOfRun"/>: it is told, and waited for, when the time is up
    /// or the caller cancels. Returns its exit code.
    /// </summary>
    /// <exception cref="DiagnosticException">The machine was not reached, hung, or the connection
    /// broke.</exception>
    public int Follow(string script, ReadOnlyMemory<byte> input, Action<OutputLine> onLine)
    {
        var result = Run(
            new ProcessRequest(Command(script))
            {
                Input = input,
                Farewell = TargetCommand.EndOfRun,
                Grace = Parting,
                OnLine = line =>
                {
                    if (!line.IsError || !IsBreak(line.Text))
                    {
                        onLine(line);
                    }
                },
            }
        );
        if (result.ExitCode != Unreachable)
        {
            return result.ExitCode;
        }
        throw new DiagnosticException(
            CliDiagnostics.TargetLost(Name, Lines(result.Error).LastOrDefault(IsBreak) ?? "no word of why")
        );
    }

    private ProcessResult Run(ProcessRequest request)
    {
        ProcessResult result;
        try
        {
            result = ProcessRunner.Run(
                request with
                {
                    Environment = ProcessEnvironments.AllOfThisProcess(),
                    WorkingDirectory = Environment.CurrentDirectory,
                    Timeout = Patience,
                },
                Cancellation
            );
        }
        catch (UnixException failure)
        {
            throw new DiagnosticException(CliDiagnostics.TargetFailed(Name, failure.Message));
        }
        return result.TimedOut
            ? throw new DiagnosticException(CliDiagnostics.TargetHangs(Name, Patience, HasEnded(result)))
            : result;
    }

    /// <summary>Whether what ran there had the time to end by itself.</summary>
    private static bool HasEnded(ProcessResult result) =>
        result.Signal is null && result.ExitCode != Unreachable;

    /// <summary>The far shell may be any: the script is a single word to it, for <c>sh</c>.</summary>
    private ImmutableArray<string> Command(string script) =>
        [
            .. Client,
            // The client's own options come first, and those count.
            .. Option("BatchMode", "yes"),
            .. Option("ConnectTimeout", ConnectSeconds.ToString(CultureInfo.InvariantCulture)),
            .. Option("ServerAliveInterval", AliveIntervalSeconds.ToString(CultureInfo.InvariantCulture)),
            .. Option("ServerAliveCountMax", AliveCount.ToString(CultureInfo.InvariantCulture)),
            "--",
            Name,
            "exec sh -c " + ShellWord.Quote(script),
        ];

    private static string[] Option(string name, string value) => ["-o", $"{name}={value}"];

    private Diagnostic NotReached(string error)
    {
        var client = string.Join(' ', Client);
        var lines = Lines(error);
        var last = lines.LastOrDefault() ?? "the connection was closed";
        return error.Contains("IDENTIFICATION HAS CHANGED", StringComparison.Ordinal)
                ? CliDiagnostics.TargetChanged(Name)
            : last.Contains("Host key verification failed", StringComparison.Ordinal)
                ? CliDiagnostics.TargetUnknown(Name, client)
            : last.Contains("Permission denied", StringComparison.Ordinal)
                ? CliDiagnostics.TargetRefuses(Name, last.TrimEnd('.'))
            : last.Contains("timed out", StringComparison.Ordinal)
                ? CliDiagnostics.TargetSilent(Name, last, ConnectSeconds)
            : CliDiagnostics.TargetFailed(Name, last, $"`{client} {Name} true` has to work first");
    }

    private static string Reason(int exitCode, string error) =>
        Lines(error).LastOrDefault()
        ?? FormattableString.Invariant($"a command there ended with {exitCode} and said nothing");

    private static bool IsBreak(string line) =>
        Breaks.Any(words => line.StartsWith(words, StringComparison.Ordinal));

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
