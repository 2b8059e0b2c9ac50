using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Tests;

namespace Bunraku.Cli.Tests;

/// <summary>
/// <c>cases/cli</c>: files and lines of a shell in, what the program printed and its exit codes out. Each
/// case has a folder of its own for its files, the store and the cache.
/// </summary>
public sealed partial class CommandCaseTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-cli-").FullName;

    public static TheoryData<string> Cases => CaseFile.In("cli");

    public static TheoryData<string> RootCases => CaseFile.In("cli-as-root");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Commands_print_what_their_case_says(string name) => Run(name);

    /// <summary>Commands that mount.</summary>
    [RootTheory]
    [MemberData(nameof(RootCases))]
    public void With_root_commands_print_what_their_case_says(string name) => Run(name);

    private void Run(string name)
    {
        var @case = CaseFile.Read(name);
        foreach (var section in @case.Sections.Where(section => section.Name == "file"))
        {
            var path = Path.Combine(folder, section.Value);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, section.Body);
        }
        var output = new StringBuilder();
        foreach (var line in @case["commands"]!.TrimEnd('\n').Split('\n'))
        {
            output.Append("$ ").Append(line).Append('\n');
            var (said, exitCode) = Shell(line);
            output.Append(said);
            output.Append(exitCode == 0 ? "" : $"exit {exitCode}\n");
        }
        @case.Expect("output", Steady(output.ToString()));
    }

    private (string Said, int ExitCode) Shell(string line)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec 2>&1; {line}"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["PATH"] = $"{Product.Folder}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                ["HOME"] = folder,
                ["XDG_DATA_HOME"] = Path.Combine(folder, "data"),
                ["XDG_CACHE_HOME"] = Path.Combine(folder, "cache"),
                ["XDG_STATE_HOME"] = Path.Combine(folder, "state"),
                ["SOURCE_DATE_EPOCH"] = "",
            },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(line);
        }
        return (output.GetAwaiter().GetResult(), process.ExitCode);
    }

    /// <summary>Without what differs from run to run: places, durations, process numbers.</summary>
    private string Steady(string text)
    {
        var steady = text.Replace(folder, "FOLDER", StringComparison.Ordinal);
        steady = Durations().Replace(steady, " N s");
        steady = Sizes().Replace(steady, " N B");
        steady = Processes().Replace(steady, "process N");
        steady = Headings().Replace(steady, " $1");
        // An image's digest depends on the machine's architecture.
        return Digests().Replace(steady, "DIGEST");
    }

    [GeneratedRegex(@" +\d+\.\d+ s(?:econds)?\b")]
    private static partial Regex Durations();

    [GeneratedRegex(@" +\d+ B\b")]
    private static partial Regex Sizes();

    /// <summary>They stand as far to the right as what is below them is wide.</summary>
    [GeneratedRegex(" +(SIZE|TIME)")]
    private static partial Regex Headings();

    [GeneratedRegex(@"process \d+")]
    private static partial Regex Processes();

    [GeneratedRegex(@"\bsha256:[0-9a-f]{64}\b|\b[0-9a-f]{12}\b")]
    private static partial Regex Digests();
}
