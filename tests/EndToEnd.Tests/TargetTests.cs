using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>Machines that have nothing of ours are converged by Debian's sshd.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly Home home = new();

    public void Dispose() => home.Dispose();

    [RootFact]
    public void A_machine_with_nothing_but_sshd_is_converged_and_found_in_order_later()
    {
        using var server = new SshServer();
        var files = Directory.CreateDirectory(home["modules/greet/files"]).FullName;
        File.WriteAllText(Path.Combine(files, "served"), "served\n");
        var manifest = home["site.pp"];
        File.WriteAllText(
            manifest,
            $$"""
            file { '{{server["served"]}}': source => 'puppet:///modules/greet/served' }
            file { '{{server["kernel"]}}': content => "${facts['kernel']}\n" }
            """
        );
        string[] arguments =
        [
            "apply",
            "--detailed-exitcodes",
            "--target",
            "root@127.0.0.1",
            "--target",
            "root@localhost",
            "--concurrency",
            "1",
            "--ssh",
            server.Client,
            "--modulepath",
            home["modules"],
            manifest,
        ];
        var first = home.Try(arguments);
        Assert.Equal(2, first.ExitCode);
        Assert.Contains("root@127.0.0.1: Notice: /Stage[main]", first.Output, StringComparison.Ordinal);
        Assert.Equal("served\n", File.ReadAllText(server["served"]));
        Assert.Equal("Linux\n", File.ReadAllText(server["kernel"]));
        Assert.True(File.Exists(server["state/bunraku/last_run_report.yaml"]));
        Assert.Single(Directory.GetDirectories(server["cache/bunraku/programs"]));
        Assert.Equal(0, home.Try(arguments).ExitCode);
    }

    [RootFact]
    public void A_machine_that_takes_too_long_is_given_up()
    {
        using var server = new SshServer();
        home.Try(
                "apply",
                "--target",
                "root@127.0.0.1",
                "--target-timeout",
                "8",
                "--ssh",
                server.Client,
                "-e",
                "exec { '/bin/sleep 60': }"
            )
            .ExpectFailure("target-hangs", "root@127.0.0.1");
    }
}
