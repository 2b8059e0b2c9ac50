using Bunraku.Model;

namespace Bunraku.Apply.Tests;

/// <summary>Resources that are dealt with at once are reported as if they had gone one by one.</summary>
public sealed class TogetherTests : IDisposable
{
    private readonly TemporaryRoot root = new();

    public void Dispose() => root.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(20261129)]
    public void The_report_and_the_files_are_those_of_a_walk_one_by_one(int seed)
    {
        var catalog = RandomFiles(new Random(seed));
        var alone = Apply(root.Host, catalog, mostAtOnce: 1);
        var tree = root.Print();
        root.Clear();
        var together = Apply(root.Host, catalog, mostAtOnce: 8);
        Assert.Equal(tree, root.Print());
        Assert.Equal(Told(alone), Told(together));
        Assert.Equal("failed", together.Status);
        Assert.Contains(together.Statuses, status => status.IsSkipped);
    }

    [Fact]
    public void Commands_that_wait_for_each_other_end_when_they_run_at_once()
    {
        var report = Commands(
            (
                "a",
                """{"command": "/bin/sh -c 'touch FOLDER/a; until test -e FOLDER/b; do sleep 0.01; done'"}"""
            ),
            (
                "b",
                """{"command": "/bin/sh -c 'touch FOLDER/b; until test -e FOLDER/a; do sleep 0.01; done'"}"""
            )
        );
        Assert.Equal(2, report.DetailedExitCode);
        Assert.Equal(["a", "b"], report.Statuses.Select(status => status.Resource.Title));
    }

    [Fact]
    public void A_command_that_hears_of_a_change_runs_after_it()
    {
        var report = Commands(
            (
                "slow",
                """{"command": "/bin/sh -c 'sleep 0.2; echo slow >> FOLDER/order'", "notify": "Exec[told]"}"""
            ),
            ("told", """{"command": "/bin/sh -c 'echo told >> FOLDER/order'", "refreshonly": true}"""),
            ("fails", """{"command": "/bin/false", "before": "Exec[skipped]"}"""),
            ("skipped", """{"command": "/bin/sh -c 'echo skipped >> FOLDER/order'"}""")
        );
        Assert.Equal("slow\ntold\n", root.Host.ReadText("/order"));
        Assert.Equal(6, report.DetailedExitCode);
        Assert.Equal(
            ["slow", "told", "fails", "skipped"],
            report.Statuses.Select(status => status.Resource.Title)
        );
    }

    private static Facts NoFacts { get; } = new("node", HashValue.Empty);

    private Report Commands(params (string Title, string Json)[] commands)
    {
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var catalog = new Catalog("node", "production")
        {
            Resources =
            [
                .. commands.Select(command => new Resource(new("Exec", command.Title))
                {
                    Parameters =
                    [
                        .. CaseResources.Attributes(command.Json.Replace("FOLDER", root.Path)),
                        new("timeout", 30),
                    ],
                }),
            ],
        };
        return Apply(host, catalog, mostAtOnce: 4);
    }

    private static Report Apply(Host host, Catalog catalog, int mostAtOnce) =>
        Transaction.Run(
            ResourceGraph.Build(catalog, out _),
            host,
            NoFacts,
            new TransactionSettings
            {
                MostAtOnce = mostAtOnce,
                State = new RunState(),
                Values = new SystemValues(),
            }
        );

    private static IEnumerable<string> Told(Report report) =>
        report
            .Statuses.Select(status => $"{status.Resource.Reference} {status.IsSkipped} {status.ChangeCount}")
            .Concat(
                report.Logs.Select(line => line.ToString()).Where(line => !line.Contains("Applied catalog"))
            );

    /// <summary>
    /// Each file requires some of those before it; some cannot be written, so that what needs them is not.
    /// </summary>
    private static Catalog RandomFiles(Random random)
    {
        var resources = new List<Resource>();
        for (var i = 0; i < 120; i++)
        {
            var wanted = Enumerable
                .Range(0, random.Next(3))
                .Where(_ => i > 0)
                .Select(_ => (Value)$"File[/f{random.Next(i)}]")
                .Where(reference => !reference.ToString().EndsWith("7]", StringComparison.Ordinal));
            var name = i == 47 ? "/none/f47" : $"/f{i}";
            resources.Add(
                new Resource(new("File", name))
                {
                    Parameters =
                    [
                        new("content", $"{i}"),
                        new("require", ArrayValue.Of(i > 100 ? wanted.Append("File[/none/f47]") : wanted)),
                    ],
                }
            );
        }
        var shuffled = resources.ToArray();
        random.Shuffle(shuffled);
        return new Catalog("node", "production") { Resources = [.. shuffled] };
    }
}
