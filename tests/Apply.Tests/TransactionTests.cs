using Bunraku.Model;

namespace Bunraku.Apply.Tests;

/// <summary>Runs on a real file system below a temporary directory.</summary>
public sealed class TransactionTests : IDisposable
{
    private readonly TemporaryRoot root = new();

    public void Dispose() => root.Dispose();

    private static Catalog Site { get; } =
        CatalogOf(
            ("File[/etc]", """{"ensure": "directory"}"""),
            ("File[/etc/motd]", """{"content": "hello\n", "mode": "0640", "owner": 0, "group": 0}"""),
            ("File[/etc/link]", """{"ensure": "link", "target": "motd"}"""),
            ("File[/srv]", """{"ensure": "directory", "recurse": true, "purge": true, "source": "/src"}"""),
            ("File[/srv/own]", """{"content": "own"}"""),
            ("File[/old]", """{"ensure": "absent"}""")
        );

    [Fact]
    public void A_second_run_changes_nothing()
    {
        Fill();
        var first = Apply(root.Host, Site);
        Assert.False(first.HasFailures);
        Assert.Equal(2, first.DetailedExitCode);
        var second = Apply(root.Host, Site);
        Assert.Equal("unchanged", second.Status);
        Assert.Empty(second.Logs.Where(line => line.Level > LogLevel.Notice));
        Assert.All(second.Statuses, status => Assert.Empty(status.Events));
    }

    [Fact]
    public void A_run_makes_what_the_catalog_says()
    {
        Fill();
        Apply(root.Host, Site);
        Assert.Equal(
            """
            etc 755
            etc/link -> motd
            etc/motd 640 hello
            src 755
            src/a 644 one
            src/sub 755
            src/sub/b 644 two
            srv 755
            srv/a 644 one
            srv/own 644 own
            srv/sub 755
            srv/sub/b 644 two

            """,
            root.Print()
        );
    }

    [Fact]
    public void A_noop_run_writes_nothing_and_says_what_it_would()
    {
        Fill();
        var before = root.Print();
        var noop = Apply(new ReadOnlyHost(root.Host), Site, isNoop: true);
        Assert.Equal(before, root.Print());
        Assert.True(noop.IsNoopPending);
        Assert.False(noop.HasFailures);
        Assert.Equal("unchanged", noop.Status);
    }

    [Fact]
    public void Every_failing_call_ends_in_a_report_and_leaves_no_stray_file()
    {
        var failures = 0;
        for (var n = 1; ; n++)
        {
            root.Clear();
            Fill();
            var host = new FailingHost(root.Host, n);
            var report = Apply(host, Site);
            Assert.True(report.IsCompleted);
            Assert.DoesNotContain("/.", root.Print(), StringComparison.Ordinal);
            if (host.Calls < n)
            {
                break;
            }
            failures += report.HasFailures || report.FailedToGenerate ? 1 : 0;
            var repaired = Apply(root.Host, Site);
            Assert.False(repaired.HasFailures);
            Assert.Equal("unchanged", Apply(root.Host, Site).Status);
        }
        Assert.InRange(failures, 20, int.MaxValue);
    }

    [Fact]
    public void A_stopped_run_skips_what_is_left_and_is_not_complete()
    {
        Fill();
        using var stop = new CancellationTokenSource();
        var graph = ResourceGraph.Build(Site, out _);
        var report = Transaction.Run(
            graph,
            root.Host,
            NoFacts,
            new TransactionSettings
            {
                OnEnd = status =>
                {
                    if (status.Resource.Title == "/etc/motd")
                    {
                        stop.Cancel();
                    }
                },
                Cancellation = stop.Token,
            }
        );
        Assert.Equal("failed", report.Status);
        Assert.Equal(
            ["/etc", "/etc/motd"],
            report.Statuses.Where(s => s.IsScheduled).Select(s => s.Resource.Title)
        );
        Assert.Contains(report.Statuses, status => status.IsSkipped && status.Resource.Title == "/etc/link");
    }

    [Fact]
    public void Each_change_is_told_of_the_resource_that_made_it()
    {
        Fill();
        var owners = new List<string>();
        var current = "";
        var host = new RecordingHost(root.Host, (verb, path) => owners.Add($"{current}: {verb} {path}"));
        Transaction.Run(
            ResourceGraph.Build(Site, out _),
            host,
            NoFacts,
            new TransactionSettings { OnBegin = resources => current = resources[0].Reference.ToString() }
        );
        Assert.Equal(
            [
                "File[/etc]: mkdir /etc",
                "File[/etc/motd]: write /etc/motd",
                "File[/etc/link]: symlink /etc/link",
                "File[/srv]: mkdir /srv",
                "File[/srv/a]: write /srv/a",
                "File[/srv/sub]: mkdir /srv/sub",
                "File[/srv/sub/b]: write /srv/sub/b",
                "File[/srv/own]: write /srv/own",
                "File[/old]: delete /old",
            ],
            owners
        );
    }

    [Fact]
    public void A_part_of_a_catalog_counts_the_rest_as_done()
    {
        var catalog = CatalogOf(
            ("File[/a]", """{"content": "a", "notify": "Exec[r]"}"""),
            ("Exec[r]", """{"command": "/bin/r", "refreshonly": true}"""),
            ("File[/b]", """{"content": "b"}""")
        );
        var host = new ScriptedHost()
            .AddFile("/bin/r", "", Convert.ToInt32("755", 8))
            .AddProcess("/bin/r", new ProcessResult(0, "", ""));
        var report = Transaction.Run(
            ResourceGraph.Build(catalog, out _),
            host,
            NoFacts,
            new TransactionSettings
            {
                Share = resource =>
                    resource.Title switch
                    {
                        "/a" => ResourceShare.Earlier,
                        "/b" => ResourceShare.Never,
                        _ => ResourceShare.Now,
                    },
            }
        );
        Assert.Equal(["run /bin/r"], host.Changes);
        Assert.Equal(["r"], report.Statuses.Select(status => status.Resource.Title));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20260721)]
    public void The_order_honours_every_edge_and_is_the_same_each_time(int seed)
    {
        var catalog = RandomCatalog(new Random(seed));
        var order = OrderOf(catalog);
        Assert.Equal(order, OrderOf(catalog));
        var place = order.Select((title, i) => (title, i)).ToDictionary(p => p.title, p => p.i);
        foreach (var resource in catalog.Resources.Where(r => r.Type == "Notify"))
        {
            foreach (var earlier in References.In(resource["require"]))
            {
                Assert.True(
                    place[earlier.Title] < place[resource.Title],
                    $"seed {seed}: {earlier} => {resource}"
                );
            }
        }
    }

    [Fact]
    public void Only_one_run_holds_the_lock()
    {
        var path = Path.Combine(root.Path, "lock");
        using (var first = RunLock.TryTake(path, out _))
        {
            Assert.NotNull(first);
            Assert.Null(RunLock.TryTake(path, out var holder));
            Assert.Equal(Environment.ProcessId, holder);
        }
        using var second = RunLock.TryTake(path, out _);
        Assert.NotNull(second);
        Assert.Null(second.Killed);
    }

    private static Facts NoFacts { get; } = new("node", HashValue.Empty);

    private void Fill()
    {
        root.Host.CreateDirectories("/src/sub");
        root.Host.WriteText("/src/a", "one");
        root.Host.WriteText("/src/sub/b", "two");
        root.Host.WriteText("/old", "old");
    }

    private static Report Apply(Host host, Catalog catalog, bool isNoop = false)
    {
        var graph = ResourceGraph.Build(catalog, out var diagnostics);
        Assert.Empty(diagnostics);
        return Transaction.Run(graph, host, NoFacts, new TransactionSettings { IsNoop = isNoop });
    }

    private static List<string> OrderOf(Catalog catalog)
    {
        var order = new List<string>();
        Transaction.Run(
            ResourceGraph.Build(catalog, out var diagnostics),
            new ScriptedHost(),
            NoFacts,
            new TransactionSettings { IsNoop = true, OnEnd = status => order.Add(status.Resource.Title) }
        );
        Assert.Empty(diagnostics);
        return order;
    }

    /// <summary>Each resource requires some of those made before it, and they are then shuffled.</summary>
    private static Catalog RandomCatalog(Random random)
    {
        var resources = new List<Resource>();
        for (var i = 0; i < 200; i++)
        {
            var wanted = Enumerable
                .Range(0, random.Next(4))
                .Where(_ => i > 0)
                .Select(_ => (Value)$"Notify[{random.Next(i)}]");
            resources.Add(
                new Resource(new("Notify", $"{i}")) { Parameters = [new("require", ArrayValue.Of(wanted))] }
            );
        }
        var shuffled = resources.ToArray();
        random.Shuffle(shuffled);
        return new Catalog("node", "production") { Resources = [.. shuffled] };
    }

    private static Catalog CatalogOf(params (string Reference, string Json)[] resources) =>
        new("node", "production")
        {
            Resources =
            [
                .. resources.Select(resource => new Resource(CaseResources.Reference(resource.Reference))
                {
                    Parameters = CaseResources.Attributes(resource.Json),
                }),
            ],
        };
}
