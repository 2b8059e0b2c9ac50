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

    [RootFact]
    public void A_run_that_is_interrupted_here_ends_there_with_a_report()
    {
        using var server = new SshServer();
        var begun = server["begun"];
        using (
            var run = home.Start(
                () => File.Exists(begun),
                "apply",
                "--target",
                "root@127.0.0.1",
                "--ssh",
                server.Client,
                "-e",
                $$"""exec { '/bin/sh -c "touch {{begun}}; exec sleep 60"': } -> notify { 'b': }"""
            )
        )
        {
            run.End(Daemon.Interrupt);
            Assert.Contains("The run was stopped", run.Output, StringComparison.Ordinal);
        }
        Assert.Contains(
            "transaction_completed: false",
            File.ReadAllText(server["state/bunraku/last_run_report.yaml"]),
            StringComparison.Ordinal
        );
        Assert.Equal(0, home.Try(Notify(server.Client)).ExitCode);
    }

    [RootFact]
    public void A_run_goes_on_when_its_connection_breaks()
    {
        using var server = new SshServer();
        home.Try(
                "apply",
                "--target",
                "root@127.0.0.1",
                "--ssh",
                server.Client,
                "-e",
                // The shell that sshd started is the run's own: its parent is the session.
                $$"""
                exec { '/bin/sh -c "kill -9 $(ps -o ppid= -p $(ps -o ppid= -p $PPID))"': }
                -> file { '{{server["after"]}}': content => 'after' }
                """
            )
            .ExpectFailure("target-lost", "root@127.0.0.1");
        for (
            var tries = 0;
            tries < 200 && !File.Exists(server["state/bunraku/last_run_report.yaml"]);
            tries++
        )
        {
            Thread.Sleep(100);
        }
        Assert.Equal("after", File.ReadAllText(server["after"]));
    }

    [RootFact]
    public void Programs_of_long_ago_are_removed_and_nothing_else()
    {
        using var server = new SshServer();
        var folder = Directory.CreateDirectory(server["programs"]).FullName;
        var old = Directory.CreateDirectory(Path.Combine(folder, new string('a', 64))).FullName;
        var foreign = Directory.CreateDirectory(Path.Combine(folder, "of-somebody")).FullName;
        foreach (var path in (string[])[old, foreign])
        {
            Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-60));
        }
        string[] command = [.. Notify(server.Client), "--target-folder", folder];
        Assert.Equal(0, home.Try(command).ExitCode);
        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(foreign));
    }

    [RootFact]
    public void Keys_that_are_wrong_or_not_known_are_told_apart()
    {
        using var server = new SshServer();
        RealProgram.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", server["other"]);
        var strict = $"{server.Client} -o UserKnownHostsFile={server["known"]} -o StrictHostKeyChecking=yes";
        File.WriteAllText(
            server["other_config"],
            File.ReadAllText(server["ssh_config"])
                .Replace(server["user"], server["other"], StringComparison.Ordinal)
        );
        home.Try(Notify($"ssh -F {server["other_config"]} -o IdentitiesOnly=yes"))
            .ExpectFailure("target-refuses", "Permission denied (publickey");
        home.Try(Notify(strict)).ExpectFailure("target-unknown", "not known here");
        var key = File.ReadAllText(server["other.pub"]);
        File.WriteAllText(server["known"], $"[127.0.0.1]:{server.Port} {key}");
        home.Try(Notify(strict)).ExpectFailure("target-unknown", "another host key");
    }

    private static string[] Notify(string client) =>
        ["apply", "--target", "root@127.0.0.1", "--ssh", client, "-e", "notify { 'a': }"];
}
