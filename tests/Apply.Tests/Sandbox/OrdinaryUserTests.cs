namespace Bunraku.Apply.Tests;

/// <summary>
/// The sandbox's tests again without rights: this program starts itself as an account that exists in a mount
/// namespace only, so that the machine stays as it was.
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
            ["--filter-class", typeof(SandboxTests).FullName!, "--results-directory", folder["results"]]
        );

        Assert.True(result.Succeeded, result.Output);
        Assert.Contains("failed: 0", result.Output);
    }

    [Fact]
    public void A_user_who_is_lent_no_ids_is_root_alone_and_told_so()
    {
        using var folder = new TemporaryFolder();

        var result = RunAsUser(folder, lent: "someone-else:100000:65536\n", [HiddenCommands.Identities]);

        Assert.Equal("no-subordinate-ids 0->4001x1\n", result.Output);
    }

    [Fact]
    public void A_user_who_is_lent_ids_has_them_after_their_own()
    {
        using var folder = new TemporaryFolder();

        var result = RunAsUser(
            folder,
            lent: $"{Account}:100000:10\n{Uid}:200000:5\n",
            [HiddenCommands.Identities]
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

    /// <summary>Someone who is no root has no account to change to, and runs this as themselves.</summary>
    private static ProcessResult RunAsUser(TemporaryFolder folder, string lent, string[] arguments)
    {
        Directory.CreateDirectory(folder["etc"]);
        File.WriteAllText(
            folder["etc/passwd"],
            $"root:x:0:0::/:/bin/sh\n{Account}:x:{Uid}:{Uid}::/:/bin/sh\n"
        );
        File.WriteAllText(folder["etc/subuid"], lent);
        File.WriteAllText(folder["etc/subgid"], lent);
        ProcessRunner.Run(new(["chown", "-R", $"{Uid}:{Uid}", folder.Path]));
        const string Script = """
            mount -t overlay -o "lowerdir=$1/etc:/etc" overlay /etc && cd "$1" && shift &&
            exec setpriv --reuid 4001 --regid 4001 --clear-groups "$@"
            """;
        string[] prefix = ["unshare", "--mount", "sh", "-c", Script, "sh", folder.Path];
        return ProcessRunner.Run(
            new ProcessRequest(
                NativeMethods.EffectiveUser() == 0
                    ? [.. prefix, HiddenCommands.Program, .. arguments]
                    : [HiddenCommands.Program, .. arguments]
            )
            {
                MergesOutput = true,
                Timeout = TimeSpan.FromMinutes(3),
                Environment =
                [
                    new("PATH", Environment.GetEnvironmentVariable("PATH")!),
                    new("HOME", folder.Path),
                    new("TMPDIR", folder.Path),
                    new("TESTINGPLATFORM_TELEMETRY_OPTOUT", "1"),
                    new("TESTINGPLATFORM_NOBANNER", "1"),
                    .. Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } runtime
                        ? (KeyValuePair<string, string>[])[new("DOTNET_ROOT", runtime)]
                        : [],
                ],
            }
        );
    }
}
