using Bunraku.Model;

namespace Bunraku.Apply.Tests;

/// <summary>This machine itself, touched in a temporary directory only.</summary>
public sealed class LiveHostTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bunraku-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Commands_run_with_guards_environment_and_umask()
    {
        var report = Apply(
            (
                "make",
                """{"command": "sh -c 'echo $WHO > made'", "creates": "FOLDER/made", "cwd": "FOLDER", "umask": "077", "environment": "WHO=me", "path": "/usr/bin:/bin"}"""
            ),
            ("never", """{"command": "/bin/sh -c 'exit 1'", "onlyif": "/bin/sh -c 'test -e FOLDER/none'"}""")
        );
        Assert.Equal("changed", report.Status);
        Assert.Equal("me\n", File.ReadAllText(Path.Combine(folder, "made")));
        using var host = Live();
        Assert.Equal(
            "0600",
            FilePermissions.Octal(host.Status(Path.Combine(folder, "made"))!.Value.Permissions)
        );
        Assert.Equal(
            "unchanged",
            Apply(("make", """{"command": "/bin/false", "creates": "FOLDER/made"}""")).Status
        );
    }

    [Fact]
    public void A_command_that_takes_too_long_is_stopped_and_tried_again()
    {
        var report = Apply(
            ("slow", """{"command": "/bin/sleep 60", "timeout": 0.2}"""),
            (
                "patient",
                """{"command": "/bin/sh -c 'echo x >> FOLDER/tries; exit 1'", "tries": 3, "try_sleep": 0.01}"""
            )
        );
        Assert.Contains(report.Logs, line => line.Message.EndsWith("failed: Command exceeded timeout"));
        Assert.Equal("x\nx\nx\n", File.ReadAllText(Path.Combine(folder, "tries")));
        Assert.Equal(4, report.DetailedExitCode);
    }

    [Fact]
    public void A_file_of_the_kernel_is_read_whole_though_it_tells_no_size()
    {
        const string Path = "/proc/sys/kernel/shmall";
        using var host = Live();
        Assert.Equal(File.ReadAllText(Path), host.ReadText(Path));
    }

    private Report Apply(params (string Title, string Json)[] commands)
    {
        using var host = Live();
        var catalog = new Catalog("node", "production")
        {
            Resources =
            [
                .. commands.Select(command => new Resource(new("Exec", command.Title))
                {
                    Parameters = CaseResources.Attributes(command.Json.Replace("FOLDER", folder)),
                }),
            ],
        };
        return Transaction.Run(
            ResourceGraph.Build(catalog, out _),
            host,
            new Facts("node", HashValue.Empty),
            new TransactionSettings()
        );
    }

    private static LiveHost Live() => new(FileSources.None, request => ProcessRunner.Run(request));
}
