using System.Diagnostics;

namespace Bunraku.Tests;

/// <summary>Runs a program to its end, for tests that ask real programs.</summary>
internal static class RealProgram
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>
    /// What it printed; an exit code other than zero throws what it complained.
    /// </summary>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        )!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Timeout}");
        }
        process.WaitForExit();
        var told = $"{program} {string.Join(' ', arguments)}: {errors.Result}{output.Result}";
        return process.ExitCode == 0 ? output.Result : throw new InvalidOperationException(told);
    }
}
