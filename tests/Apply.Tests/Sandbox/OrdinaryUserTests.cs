using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

/// <summary>
/// The sandbox's tests again without rights: this program starts itself as an account that exists in a mount
/// namespace only, so that the machine stays as it was. To become somebody else needs root.
/// </summary>
public sealed class OrdinaryUserTests
{
    private const string Account = "bunraku-test";
    private const string Uid = "4001";

    [Fact]
    public void All_that_holds_for_root_holds_for_an_ordinary_user()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["results"]);

        var result = RunAsUser(
            folder,
            lent: Account + ":100000:65536\n",
            [
                HiddenCommands.Program,
                "--filter-class",
                typeof(SandboxTests).FullName!,
                typeof(OverlayChangesTests).FullName!,
                "--results-directory",
                folder["results"],
            ]
        );

        Assert.True(result.Succeeded, result.Output);
        Assert.Contains("failed: 0", result.Output);
    }

    [Fact]
    public void A_user_who_is_lent_no_ids_is_root_alone_and_told_so()
    {
        using var folder = new TemporaryFolder();

        var result = RunAsUser(
            folder,
            lent: "someone-else:100000:65536\n",
            [HiddenCommands.Program, HiddenCommands.Identities]
        );

        Assert.Equal("no-subordinate-ids 0->4001x1\n", result.Output);
    }

    [Fact]
    public void A_user_who_is_lent_ids_has_them_after_their_own()
    {
        using var folder = new TemporaryFolder();

        var result = RunAsUser(
            folder,
            lent: $"{Account}:100000:10\n{Uid}:200000:5\n",
            [HiddenCommands.Program, HiddenCommands.Identities]
        );

        Assert.Equal("unlimited 0->4001x1 1->100000x10 11->200000x5\n", result.Output);
    }

    [Fact]
    public void A_map_of_one_id_is_enough_for_a_sandbox()
    {
        using var root = new BusyboxRoot();
        var map = new IdentityMap(
            [new IdentityRange(0, NativeMethods.EffectiveUser(), 1)],
            [new IdentityRange(0, NativeMethods.EffectiveGroup(), 1)]
        );

        var result = Sandbox.Run(
            root.Shell("id -u; echo 1 > /file; chown 33 /file 2> /dev/null || echo refused") with
            {
                Identities = map,
            }
        );

        Assert.Equal("0\nrefused\n", result.Output);
        Assert.Equal(["A/file"], root.Changes());
    }

    [Fact]
    public void A_user_without_the_tools_that_grant_ids_is_told_what_to_install()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["bin"]);
        using (var bin = RootDirectory.Open(folder["bin"]))
        {
            // A whiteout: in the view that the test has, there is no such tool.
            bin.CreateSpecial("/newuidmap", FileKind.CharacterDevice, 0);
        }

        var result = RunAsUser(
            folder,
            lent: Account + ":100000:65536\n",
            [HiddenCommands.Program, HiddenCommands.Identities]
        );

        Assert.Equal("uidmap-missing 0->4001x1\n", result.Output);
    }

    [Fact]
    public void A_system_that_forbids_namespaces_is_told_of_by_name()
    {
        using var root = new BusyboxRoot();
        const string Script = "echo 0 > /proc/sys/user/max_mnt_namespaces; exec \"$@\"";
        string[] forbidding = ["unshare", "--user", "--map-root-user", "sh", "-c", Script, "sh"];
        string[] sleeper = [HiddenCommands.Sleeper, root.Lower, root.Upper, root["work"], "true"];

        var result = ProcessRunner.Run(
            new ProcessRequest([.. forbidding, HiddenCommands.Program, .. sleeper])
            {
                Environment = ProcessEnvironments.AllOfThisProcess(),
            }
        );

        Assert.Equal("namespaces-not-permitted\n", result.Output);
    }

    [Theory]
    [InlineData("kernel.unprivileged_userns_clone", "0", "1")]
    [InlineData("kernel.apparmor_restrict_unprivileged_userns", "1", "0")]
    [InlineData("user.max_user_namespaces", "0", "15000")]
    public void The_kernel_setting_that_forbids_is_named(string setting, string forbids, string allows)
    {
        var refusal = new UnixException("clone", "/bin/true", Errno.EPERM);

        var diagnostic = ApplyDiagnostics.NamespacesNotPermitted(
            refusal,
            name => name == setting ? forbids : null
        );

        Assert.Equal($"as root: `sysctl -w {setting}={allows}`", diagnostic.Help);
    }

    private static ProcessResult RunAsUser(TemporaryFolder folder, string lent, string[] command)
    {
        Directory.CreateDirectory(folder["etc"]);
        Directory.CreateDirectory(folder["bin"]);
        File.WriteAllText(
            folder["etc/passwd"],
            $"root:x:0:0::/:/bin/sh\n{Account}:x:{Uid}:{Uid}::/:/bin/sh\n"
        );
        File.WriteAllText(folder["etc/subuid"], lent);
        File.WriteAllText(folder["etc/subgid"], lent);
        ProcessRunner.Run(new(["chown", "-R", $"{Uid}:{Uid}", folder.Path]));
        const string Script = """
            mount -t overlay -o "lowerdir=$1/etc:/etc" overlay /etc &&
            mount -t overlay -o "lowerdir=$1/bin:/usr/bin" overlay /usr/bin && cd "$1" && shift &&
            exec setpriv --reuid 4001 --regid 4001 --clear-groups "$@"
            """;
        return ProcessRunner.Run(
            new ProcessRequest(["unshare", "--mount", "sh", "-c", Script, "sh", folder.Path, .. command])
            {
                MergesOutput = true,
                Timeout = TimeSpan.FromMinutes(3),
                Environment =
                [
                    .. ProcessEnvironments.OfThisProcess().Where(pair => pair.Key != "TMPDIR"),
                    new("HOME", folder.Path),
                    new("TMPDIR", folder.Path),
                    new("TESTINGPLATFORM_TELEMETRY_OPTOUT", "1"),
                    new("TESTINGPLATFORM_NOBANNER", "1"),
                ],
            }
        );
    }
}
