using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// The programs of a host that providers call: with its plain environment, and the reference's sentence on
/// failure.
/// </summary>
internal static class HostTool
{
    /// <summary>Runs a program that only looks.</summary>
    public static ProcessResult Ask(Host host, params ImmutableArray<string> command) =>
        host.Query(Request(host, command));

    /// <summary>Runs a program that changes the host; what it wrote, when it went well.</summary>
    /// <exception cref="HostException">It ended badly.</exception>
    public static string Run(Host host, params ImmutableArray<string> command)
    {
        var result = host.Run(Request(host, command));
        return result.Succeeded ? result.Output : throw Failure(result, command);
    }

    public static ProcessRequest Request(Host host, ImmutableArray<string> command) =>
        new(command) { Environment = host.ProcessEnvironment, MergesOutput = true };

    public static HostException Failure(ProcessResult result, ImmutableArray<string> command) =>
        new($"Execution of '{string.Join(' ', command)}' returned {result.ExitCode}: {result.Output.Trim()}");
}
