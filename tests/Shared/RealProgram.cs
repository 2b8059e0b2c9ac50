using System.Diagnostics;

namespace Bunraku.Tests;

/// <summary>Runs a program to its end, for tests that ask real programs.</summary>
internal static class RealProgram
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>
    /// What it printed; an exit code other than zero throws what it complained.
    /// </summary>
    public static string Run(string program, params IEnumerable<string> arguments) =>
        Try(program, arguments).Succeeded;

    /// <param name="variables">Set besides the inherited ones.</param>
    /// <param name="input">Its standard input.</param>
    public static Outcome Try(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? variables = null,
        string input = ""
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var command = $"{program} {string.Join(' ', start.ArgumentList)}";
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} took longer than {Timeout}");
        }
        process.WaitForExit();
        return new Outcome(command, process.ExitCode, output.Result, errors.Result);
    }
}
