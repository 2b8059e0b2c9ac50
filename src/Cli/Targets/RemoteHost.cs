using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>A machine that is reached by the system's ssh client.</summary>
/// <param name="name">As ssh takes it: <c>user@host</c>, or a name of its configuration.</param>
/// <param name="client">The client and its options.</param>
/// <param name="patience">How long a step may take before the machine is given up.</param>
internal sealed class RemoteHost(
    string name,
    ImmutableArray<string> client,
    TimeSpan patience,
    CancellationToken cancellation
)
{
    private const int Unreachable = 255;

    private static readonly string[] Options =
    [
        "-o",
        "BatchMode=yes",
        "-o",
        "ConnectTimeout=15",
        "-o",
        "ServerAliveInterval=15",
        "-o",
        "ServerAliveCountMax=4",
    ];

    public string Name => name;

    /// <summary>What a command of the far shell prints.</summary>
    /// <exception cref="DiagnosticException">The machine was not reached, hung, or the command
    /// failed.</exception>
    public string Ask(string command, ReadOnlyMemory<byte> input = default)
    {
        var result = Run(command, input, null);
        return result.Succeeded
            ? result.Output
            : throw new DiagnosticException(CliDiagnostics.TargetFailed(name, LastLine(result.Error)));
    }

    /// <summary>Runs a command of the far shell, whatever it ends with.</summary>
    public ProcessResult Run(string command, ReadOnlyMemory<byte> input, Action<OutputLine>? onLine)
    {
        var request = new ProcessRequest([.. client, .. Options, "--", name, command])
        {
            Environment = ProcessEnvironments.AllOfThisProcess(),
            WorkingDirectory = Environment.CurrentDirectory,
            Input = input,
            Timeout = patience,
            OnLine = onLine,
        };
        ProcessResult result;
        try
        {
            result = ProcessRunner.Run(request, cancellation);
        }
        catch (UnixException failure)
        {
            throw new DiagnosticException(CliDiagnostics.TargetFailed(name, failure.Message));
        }
        if (result.TimedOut)
        {
            throw new DiagnosticException(CliDiagnostics.TargetHangs(name, patience));
        }
        return result.ExitCode == Unreachable
            ? throw new DiagnosticException(CliDiagnostics.TargetFailed(name, LastLine(result.Error)))
            : result;
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            is [.., var last]
            ? last
            : "the connection was closed";
}
