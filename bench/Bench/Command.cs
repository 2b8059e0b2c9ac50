using System.Diagnostics;
using System.Globalization;

namespace Bunraku.Bench;

/// <summary>
/// A program with its arguments, run to its end; an exception holds what it said if it fails.
/// </summary>
internal sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables set besides those inherited.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Those that mean it did its work.</summary>
    public IReadOnlyList<int> ExitCodes { get; init; } = [0];

    public string Run()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return ExitCodes.Contains(process.ExitCode)
            ? output
            : throw new InvalidOperationException(
                $"{Program} {string.Join(' ', Arguments.Take(8))} ended with {process.ExitCode}:\n{errors.Result}{output}"
            );
    }

    /// <summary>The most memory it held at once, as <c>time</c> sees it in a run of its own.</summary>
    /// <remarks>
    /// A process starts with its parent's peak, so a small program must stand between this one and it.
    /// </remarks>
    public long MeasurePeakBytes()
    {
        var file = Path.GetTempFileName();
        try
        {
            _ = (
                this with
                {
                    Program = "/usr/bin/time",
                    Arguments = ["--quiet", "--format=%M", "--output=" + file, Program, .. Arguments],
                }
            ).Run();
            return long.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) * 1024;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
