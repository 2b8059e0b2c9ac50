using System.Diagnostics;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Holds for root and for an ordinary user: <see cref="OrdinaryUserTests"/> runs it as one.
/// </summary>
public sealed class SandboxTests
{
    private static readonly bool isRoot = NativeMethods.EffectiveUser() == 0;

    /// <summary>
    /// Seconds of sleep that no other process of this machine sleeps: by them ours are found.
    /// </summary>
    private static int seconds = 10_000_000 + Environment.ProcessId * 10;

    [Fact]
    public void Changes_go_to_the_upper_folder_and_nothing_else_does()
    {
        using var root = new BusyboxRoot();
        Directory.CreateDirectory(root["lower/data"]);
        File.WriteAllText(root["lower/data/old"], "");
        File.WriteAllText(root["lower/data/same"], "");
        File.WriteAllText(root["lower/data/changed"], "before");

        var result = Sandbox.Run(
            root.Shell(
                "echo after > /data/changed && rm /data/old && mkdir /made && echo new > /made/file && "
                    + "ln /made/file /made/again && touch /run/pid /tmp/scratch /dev/shm/x && id -u && pwd"
            )
        );

        Assert.Equal((0, "0\n/\n"), (result.ExitCode, result.Output));
        Assert.Equal(
            ["A/made", "A/made/again", "A/made/file", "D/data/old", "M/data", "M/data/changed"],
            root.Changes()
        );
        Assert.Equal("before", File.ReadAllText(root["lower/data/changed"]));
    }

    [Fact]
    public void It_is_alone_with_its_processes_names_and_devices()
    {
        using var root = new BusyboxRoot();

        var result = Sandbox.Run(
            root.Shell(
                """
                hostname; echo $$; ls /dev; echo hello > /dev/null && cat /dev/null
                test -c /dev/ptmx && test -d /proc/self && test -d /sys/kernel && echo kernel
                touch /sys/x /proc/sys/kernel/domainname 2> /dev/null || echo protected
                env
                """
            ) with
            {
                Hostname = "stage",
                Network = SandboxNetwork.None,
            }
        );

        Assert.Equal(
            """
            stage
            2
            fd
            full
            null
            ptmx
            pts
            random
            shm
            stderr
            stdin
            stdout
            tty
            urandom
            zero
            kernel
            protected
            SHLVL=1
            HOME=/root
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            PWD=/
            SYSTEMD_OFFLINE=1

            """,
            result.Output
        );
    }

    [Fact]
    public void Its_network_may_be_its_own_loopback()
    {
        using var root = new BusyboxRoot();

        var result = Sandbox.Run(
            root.Shell("ifconfig -a | grep -c Link; ifconfig lo | grep -c RUNNING") with
            {
                Network = SandboxNetwork.None,
            }
        );

        Assert.Equal("1\n1\n", result.Output);
    }

    [Fact]
    public void Name_resolution_is_the_machines_and_leaves_nothing()
    {
        using var root = new BusyboxRoot();
        var machine = File.ReadAllText("/etc/resolv.conf");

        var missing = Sandbox.Run(root.Shell("cat /etc/resolv.conf"));
        File.CreateSymbolicLink(root["lower/etc/resolv.conf"], "../run/systemd/resolve/stub-resolv.conf");
        var linked = Sandbox.Run(root.Shell("cat /etc/resolv.conf"));
        File.Delete(root["lower/etc/resolv.conf"]);
        File.WriteAllText(root["lower/etc/resolv.conf"], "nameserver 192.0.2.1\n");
        var covered = Sandbox.Run(root.Shell("cat /etc/resolv.conf"));
        var apart = Sandbox.Run(root.Shell("cat /etc/resolv.conf") with { Network = SandboxNetwork.None });

        Assert.Equal([machine, machine, machine], [missing.Output, linked.Output, covered.Output]);
        Assert.Equal("nameserver 192.0.2.1\n", apart.Output);
        Assert.Empty(root.Changes());
    }

    [Fact]
    public void Services_are_refused_by_a_policy_that_exists_in_the_sandbox_only()
    {
        using var root = new BusyboxRoot();

        var result = Sandbox.Run(
            root.Shell(
                "/usr/sbin/policy-rc.d ssh start; echo $?; rm /usr/sbin/policy-rc.d 2> /dev/null; echo $?"
            )
        );

        Assert.Equal("101\n1\n", result.Output);
        Assert.Empty(root.Changes());
        Assert.Empty(Directory.GetFileSystemEntries(root.Upper));
        Assert.Empty(Directory.GetFileSystemEntries(root["lower/usr/sbin"]));
    }

    [Fact]
    public void Services_need_not_be_refused()
    {
        using var root = new BusyboxRoot();

        var result = Sandbox.Run(
            root.Shell("test -s /usr/sbin/policy-rc.d; echo $?") with
            {
                RefusesServices = false,
            }
        );

        Assert.Equal("1\n", result.Output);
    }

    [Fact]
    public void Binds_are_read_only_unless_they_are_not_and_leave_no_placeholder()
    {
        using var root = new BusyboxRoot();
        Directory.CreateDirectory(root["cache"]);
        File.WriteAllText(root["key"], "secret");

        var result = Sandbox.Run(
            root.Shell("cat /deep/in/key; echo x > /deep/in/key; echo y > /var/cache/made") with
            {
                Binds =
                [
                    new BindMount(root["key"], "/deep/in/key"),
                    new BindMount(root["cache"], "/var/cache") { IsWritable = true },
                ],
            }
        );

        Assert.Equal("secret/bin/sh: can't create /deep/in/key: Read-only file system\n", result.Output);
        Assert.Equal("y\n", File.ReadAllText(root["cache/made"]));
        Assert.Equal("secret", File.ReadAllText(root["key"]));
        Assert.Empty(root.Changes());
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("../../../../../../etc")]
    [InlineData("/proc/1/root/etc")]
    public void A_link_in_the_root_leads_no_mount_out_of_it(string target)
    {
        using var root = new BusyboxRoot();
        File.CreateSymbolicLink(root["lower/var"], target);
        File.WriteAllText(root["secret"], "bound");
        var request = root.Shell("cat /etc/passwd-bound /etc/passwd") with
        {
            Binds = [new BindMount(root["secret"], "/var/passwd-bound")],
        };
        // `/proc/1/root` does not lead anywhere: the link is a dead end in a fresh root.
        File.WriteAllText(root["lower/etc/passwd-bound"], "");

        var outcome = Outcome(request);

        Assert.Equal(
            target.Contains("proc", StringComparison.Ordinal)
                ? "sandbox-not-made"
                : "boundroot:x:0:0::/root:/bin/sh\n",
            outcome
        );
        Assert.False(File.Exists("/etc/passwd-bound"));
        Assert.Equal("", File.ReadAllText(root["lower/etc/passwd-bound"]));
    }

    [Fact]
    public void Standard_folders_that_are_links_lead_nowhere_outside()
    {
        using var root = new BusyboxRoot();
        File.CreateSymbolicLink(root["lower/tmp"], root.Folder);

        Assert.Equal("sandbox-not-made", Outcome(root.Shell("true")));
        Assert.Equal(
            ["lower", "upper", "work"],
            Directory.GetFileSystemEntries(root.Folder).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public void Without_an_upper_the_root_is_read_only_or_forgets()
    {
        using var root = new BusyboxRoot();
        var write = root.Shell("echo 1 > /file && cat /file");

        var refused = Sandbox.Run(write with { Root = new OverlayRoot(root.Lower) });
        var forgotten = Sandbox.Run(write with { Root = new OverlayRoot(root.Lower) { IsThrowaway = true } });

        Assert.Equal("/bin/sh: can't create /file: Read-only file system\n", refused.Output);
        Assert.Equal("1\n", forgotten.Output);
        Assert.Empty(root.Changes());
        Assert.False(File.Exists(root["lower/file"]));
    }

    [Fact]
    public void A_plain_folder_is_written_to_directly()
    {
        using var root = new BusyboxRoot();

        var result = Sandbox.Run(
            root.Shell("echo 1 > /file; touch /tmp/x; ls /") with
            {
                Root = new DirectoryRoot(root.Lower),
            }
        );

        Assert.Equal("bin\ndev\netc\nfile\nproc\nrun\nsys\ntmp\nusr\n", result.Output);
        Assert.Equal("1\n", File.ReadAllText(root["lower/file"]));
        Assert.Empty(Directory.GetFileSystemEntries(root["lower/tmp"]));
    }

    [Fact]
    public void The_end_of_the_process_is_told_as_it_was()
    {
        using var root = new BusyboxRoot();

        var exit = Sandbox.Run(root.Shell("exit 5"));
        var signal = Sandbox.Run(root.Shell("kill -KILL $$"));
        var missing = Assert.Throws<UnixException>(() =>
            Sandbox.Run(new SandboxRequest(root.Overlay, new(["/bin/none"])))
        );
        var folder = Assert.Throws<UnixException>(() =>
            Sandbox.Run(new SandboxRequest(root.Overlay, new(["true"]) { WorkingDirectory = "/none" }))
        );

        Assert.Equal((5, (int?)null), (exit.ExitCode, exit.Signal));
        Assert.Equal((137, (int?)9), (signal.ExitCode, signal.Signal));
        Assert.Equal(("execute", Errno.ENOENT), (missing.Operation, missing.Error));
        Assert.Equal(("chdir", Errno.ENOENT), (folder.Operation, folder.Error));
    }

    [Fact]
    public void Orphans_are_buried_and_gone_with_the_process()
    {
        using var root = new BusyboxRoot();
        var sleep = UniqueSleep();
        var pid = 0;
        var request = root.Shell($"(true & true & {sleep} &); sleep 0.3; ps -o stat | grep -c Z");

        var result = Sandbox.Run(
            request with
            {
                Process = request.Process with { OnStart = started => pid = started },
            }
        );

        Assert.Equal("0\n", result.Output);
        ProcessRunnerTests.AssertSoonGone(pid);
        Assert.Empty(ProcessesWith(sleep));
    }

    [Fact]
    public void When_time_is_up_the_target_hears_of_it_and_then_all_is_gone()
    {
        using var root = new BusyboxRoot();
        var sleep = UniqueSleep();
        var request = root.Shell(
            $"trap 'echo tidy; exit 4' TERM; setsid {sleep} & while :; do sleep 0.05; done"
        );

        var result = Sandbox.Run(
            request with
            {
                Process = request.Process with
                {
                    Timeout = TimeSpan.FromSeconds(0.5),
                    Grace = TimeSpan.FromSeconds(20),
                },
            }
        );

        Assert.True(result.TimedOut);
        Assert.Contains("tidy\n", result.Output);
        Assert.Equal(4, result.ExitCode);
        Assert.Empty(ProcessesWith(sleep));
    }

    [Fact]
    public void A_killed_parent_takes_the_sandbox_with_it()
    {
        using var root = new BusyboxRoot();
        var mounts = MountsOf(root);
        var sleep = UniqueSleep();
        var start = new ProcessStartInfo(HiddenCommands.Program) { RedirectStandardOutput = true };
        foreach (
            var argument in (string[])[HiddenCommands.Sleeper, root.Lower, root.Upper, root["work"], sleep]
        )
        {
            start.ArgumentList.Add(argument);
        }
        using var parent = Process.Start(start)!;
        int init;
        int sleepers;
        try
        {
            init = int.Parse(parent.StandardOutput.ReadLine()!);
            // The sleeper says that it is alive shortly before it becomes what is looked for.
            SpinWait.SpinUntil(() => ProcessesWith(sleep).Length > 0, TimeSpan.FromSeconds(30));
            sleepers = ProcessesWith(sleep).Length;
        }
        finally
        {
            parent.Kill();
            parent.WaitForExit();
        }

        ProcessRunnerTests.AssertSoonGone(init);
        Assert.Equal(1, sleepers);
        Assert.Empty(ProcessesWith(sleep));
        Assert.Equal(mounts, MountsOf(root));
    }

    [Fact]
    public void Sandboxes_at_once_do_not_disturb_each_other()
    {
        var outputs = new string[16];
        Parallel.For(
            0,
            outputs.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            i =>
            {
                using var root = new BusyboxRoot();
                outputs[i] =
                    Sandbox.Run(root.Shell($"echo {i} > /n; cat /n")).Output + root.Changes().Single();
            }
        );

        Assert.Equal(Enumerable.Range(0, outputs.Length).Select(i => $"{i}\nA/n"), outputs);
    }

    [Fact]
    public void Users_inside_are_users()
    {
        using var root = new BusyboxRoot();
        ProcessRunner.Run(new(["chmod", "755", root.Folder]));
        var script = "touch /root-made; chown 33:33 /root-made; stat -c %u:%g /root-made; id -u; id -g";

        var asRoot = Sandbox.Run(root.Shell(script));
        var request = root.Shell("id -u; id -g; touch /x 2> /dev/null || echo refused");
        var asUser = Sandbox.Run(
            request with
            {
                Process = request.Process with { Uid = 33, Gid = 34, Groups = [35] },
            }
        );

        Assert.Equal("33:33\n0\n0\n", asRoot.Output);
        Assert.Equal("33\n34\nrefused\n", asUser.Output);
    }

    [Fact]
    public void Nobody_inside_reaches_the_kernels_settings_or_the_machines_disks()
    {
        using var root = new BusyboxRoot();

        var result = Sandbox.Run(
            root.Shell(
                "mount -t tmpfs none /etc 2> /dev/null || echo no mount; grep CapBnd /proc/self/status"
            )
        );

        Assert.Equal("no mount\nCapBnd:\t00000000a80425fb\n", result.Output);
    }

    [Fact]
    public void Our_own_work_can_be_done_as_mapped_root()
    {
        using var root = new BusyboxRoot();

        var result = MappedRoot.Run(
            [HiddenCommands.Give, root["given"], "33", "34"],
            isRoot ? new IdentityMap([new(0, 0, 65536)], [new(0, 0, 65536)]) : null
        );

        Assert.Equal((7, Environment.CurrentDirectory, ""), (result.ExitCode, result.Output, result.Error));
        using var folder = RootDirectory.Open(root.Folder);
        var owner = folder.LinkStatus("/given")!.Value.Uid;
        Assert.Equal(isRoot ? 33 : 100_032, owner);
    }

    [Fact]
    public void Ids_that_the_kernel_does_not_map_are_no_sandbox()
    {
        using var root = new BusyboxRoot();
        var overlapping = new IdentityMap([new(0, 0, 1), new(0, 5, 1)], [new(0, 0, 1)]);

        Assert.Equal("identities-not-mapped", Outcome(root.Shell("true") with { Identities = overlapping }));
    }

    private static string UniqueSleep() => "sleep " + Interlocked.Increment(ref seconds);

    private static string Outcome(SandboxRequest request)
    {
        try
        {
            return Sandbox.Run(request).Output;
        }
        catch (DiagnosticException exception)
        {
            return exception.Diagnostics.Single().Code;
        }
    }

    private static string[] MountsOf(BusyboxRoot root) =>
        [
            .. File.ReadAllLines("/proc/self/mounts")
                .Where(line => line.Contains(root.Folder, StringComparison.Ordinal)),
        ];

    private static string[] ProcessesWith(string command) =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
                .Where(path => CommandLine(path) == command.Replace(' ', '\0') + "\0"),
        ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(process + "/cmdline");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
