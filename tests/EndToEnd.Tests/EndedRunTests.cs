using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// Runs that are ended from outside: no file is left half-written, and the next run converges.
/// </summary>
public sealed class EndedRunTests : IDisposable
{
    private const int Terminate = 15;
    private const int Files = 300;
    private const int Records = 100;
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

    /// <summary>Files of records, settings and fragments, which are written anew for each resource.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_run_that_is_killed_leaves_whole_records_and_the_next_converges(int turn)
    {
        var manifest = home["site.pp"];
        File.WriteAllText(
            manifest,
            $$"""
            range(1, {{Records}}).each |$i| {
              host { "h${i}": ip => "10.0.0.${i}", target => '{{home["hosts"]}}' }
              ini_setting { "i${i}": path => '{{home[
                "ini"
            ]}}', setting => "s${i}", value => x, section => all }
              file_line { "l${i}": path => '{{home["lines"]}}', line => "line ${i} end" }
              concat_fragment { "f${i}": target => 'c', content => "part ${i} end\n", order => "${i}" }
            }
            concat_file { 'c': path => '{{home["joined"]}}', tag => 'c' }
            """
        );
        File.WriteAllText(home["lines"], "");
        using (
            var run = home.Start(
                () => File.ReadAllLines(home["lines"]).Length >= turn * Records / 4,
                "apply",
                "--certname",
                "n",
                manifest
            )
        )
        {
            run.End(Daemon.KillAtOnce);
        }
        CheckRecords(isComplete: false);
        var second = home.Try("apply", "--certname", "n", "--detailed-exitcodes", manifest);
        Assert.Contains(second.ExitCode, (int[])[0, 2]);
        Assert.Equal("", second.Errors);
        CheckRecords(isComplete: true);
        Assert.Equal(0, home.Try("apply", "--certname", "n", "--detailed-exitcodes", manifest).ExitCode);
    }

    private void CheckRecords(bool isComplete)
    {
        (string File, string Line)[] forms =
        [
            ("hosts", @"^(# HEADER: .*|10\.0\.0\.\d+\th\d+)$"),
            ("ini", @"^(\[all\]|s\d+ = x|)$"),
            ("lines", @"^line \d+ end$"),
            ("joined", @"^part \d+ end$"),
        ];
        foreach (var (file, line) in forms)
        {
            var text = File.Exists(home[file]) ? File.ReadAllText(home[file]) : "";
            Assert.True(text.Length == 0 ? !isComplete : text.EndsWith('\n'), file);
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(lines, one => Assert.Matches(line, one));
            Assert.True(!isComplete || lines.Length >= Records, file);
        }
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
