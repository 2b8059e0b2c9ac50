using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// Runs that are ended from outside: no file is left half-written, and the next run converges.
/// </summary>
public sealed class EndedRunTests : IDisposable
{
    private const int Terminate = 15;
    private const int Files = 300;
    private static readonly string Content = new('x', 20_000);
    private readonly Home home = new();

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_run_that_is_killed_leaves_whole_files_and_the_next_converges(int turn)
    {
        var manifest = home["site.pp"];
        File.WriteAllText(
            manifest,
            $$"""
            file { '{{home["tree"]}}': ensure => directory }
            range(1, {{Files}}).each |$i| {
              file { "{{home["tree"]}}/f${i}": content => '{{Content}}', mode => '0640' }
            }
            """
        );
        var wanted = home[$"tree/f{turn * 50}"];
        using (var run = home.Start(() => File.Exists(wanted), "apply", "--certname", "n", manifest))
        {
            run.End(Daemon.KillAtOnce);
        }
        CheckWhole();
        var second = home.Try("apply", "--certname", "n", "--detailed-exitcodes", manifest);
        Assert.Contains(second.ExitCode, (int[])[0, 2]);
        CheckWhole();
        Assert.Equal(Files, Directory.GetFiles(home["tree"], "f*").Length);
        Assert.Equal(0, home.Try("apply", "--certname", "n", "--detailed-exitcodes", manifest).ExitCode);
        Assert.StartsWith(
            "---",
            File.ReadAllText(home["state/bunraku/state.yaml"]),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(Terminate)]
    [InlineData(Daemon.Interrupt)]
    public void A_run_that_is_asked_to_end_skips_what_is_left_and_reports(int signal)
    {
        var manifest = home["site.pp"];
        File.WriteAllText(
            manifest,
            $$"""
            file { '{{home["begun"]}}': content => 'x' }
            -> exec { '/bin/sleep 60': }
            -> file { '{{home["after"]}}': content => 'x' }
            """
        );
        using var run = home.Start(() => File.Exists(home["begun"]), "apply", "--certname", "n", manifest);
        Assert.Equal(130, run.End(signal));
        Assert.False(File.Exists(home["after"]));
        var report = File.ReadAllText(home["state/bunraku/last_run_report.yaml"]);
        Assert.Contains("transaction_completed: false", report, StringComparison.Ordinal);
        Assert.Contains("status: failed", report, StringComparison.Ordinal);
        Assert.Contains($"File[{home["after"]}]", report, StringComparison.Ordinal);
    }

    /// <summary>Whoever has a file's own name is whole; only a file aside may be left.</summary>
    private void CheckWhole()
    {
        foreach (var file in Directory.GetFiles(home["tree"], "f*"))
        {
            Assert.Equal(Content.Length, new FileInfo(file).Length);
        }
    }
}
