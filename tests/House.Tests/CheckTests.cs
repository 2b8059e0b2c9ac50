using System.Diagnostics;

namespace Bunraku.House.Tests;

/// <summary>What <c>./check</c> answers before it builds anything.</summary>
public sealed class CheckTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_is_told_at_once(string option)
    {
        var (exitCode, output, errors) = Check(option);
        Assert.Equal(0, exitCode);
        Assert.StartsWith("Builds with warnings as errors", output, StringComparison.Ordinal);
        Assert.Contains("./check PATH", output, StringComparison.Ordinal);
        Assert.DoesNotContain("set -u", output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public void Every_path_that_is_no_part_is_refused_before_the_others_are_built()
    {
        var (exitCode, output, errors) = Check("cases/functions", "cases/nothing", "tests/Shared", "--fast");
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Equal(
            ["cases/nothing", "tests/Shared", "--fast"],
            errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1])
        );
    }

    private static (int ExitCode, string Output, string Errors) Check(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(SourceTree.Root, "check"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var check = Process.Start(start)!;
        var output = check.StandardOutput.ReadToEnd();
        var errors = check.StandardError.ReadToEnd();
        check.WaitForExit();
        return (check.ExitCode, output, errors);
    }
}
