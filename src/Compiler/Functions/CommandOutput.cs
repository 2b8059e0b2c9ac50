using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;

namespace Bunraku.Compiler;

/// <summary>Runs a command where the catalog is compiled, for the functions whose purpose that is.</summary>
internal static class CommandOutput
{
    private static readonly SearchValues<char> ShellSigns = SearchValues.Create(
        " \t\n*?{}[]<>()~&|\\$;'`\"#=%"
    );

    /// <summary>As <see cref="Of"/>, for a line: by the shell when there is more in it than a name.</summary>
    public static (string Output, string? Problem) OfLine(string line) =>
        line.AsSpan().ContainsAny(ShellSigns) ? Of("/bin/sh", ["-c", line], shown: line) : Of(line, []);

    /// <summary>What it printed, and what went wrong, if anything did.</summary>
    /// <param name="shown">The command as the problem names it, when it is not what is run.</param>
    public static (string Output, string? Problem) Of(
        string command,
        string[] arguments,
        string? shown = null
    )
    {
        try
        {
            var start = new ProcessStartInfo(command, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var complaints = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (
                output,
                process.ExitCode == 0
                    ? null
                    : $"Execution of '{shown ?? string.Join(' ', [command, .. arguments])}' returned "
                        + $"{process.ExitCode}: {output}{complaints.GetAwaiter().GetResult()}"
            );
        }
        catch (Win32Exception failure)
        {
            return ("", failure.Message);
        }
    }
}
