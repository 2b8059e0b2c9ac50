using System.Text;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

/// <summary>
/// The n-th call of a run fails, for every n and every way in which the world fails: each ends in a report,
/// leaves no file aside, and the next run converges.
/// </summary>
public sealed class FaultLoopTests : IDisposable
{
    private readonly TemporaryRoot root = new();

    public static TheoryData<string> Faults =>
        [
            "No space left on device",
            "Permission denied",
            "Input/output error",
            "Too many open files",
            "Read-only file system",
        ];

    public void Dispose() => root.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public void Whatever_fails_is_told_and_mended_by_the_next_run(string fault)
    {
        var failures = 0;
        for (var n = 1; ; n++)
        {
            root.Clear();
            Fill();
            var host = new FaultyHost(root.Host, n, fault);
            var report = Apply(host);
            Assert.True(report.IsCompleted);
            Assert.DoesNotContain("/.", root.Print(), StringComparison.Ordinal);
            CheckWhole();
            using var bytes = new MemoryStream();
            ReportYaml.Write(report, bytes);
            if (!host.HasFailed)
            {
                break;
            }
            failures += report.HasFailures || report.FailedToGenerate ? 1 : 0;
            var repaired = Apply(root.Host);
            Assert.False(repaired.HasFailures, $"{fault} at call {n}");
            Assert.Equal("unchanged", Apply(root.Host).Status);
        }
        Assert.InRange(failures, 20, int.MaxValue);
    }

    /// <summary>
    /// The disk fills up while a file is written: what was there stays, or nothing is there.
    /// </summary>
    [Fact]
    public void A_disk_that_fills_up_within_a_file_leaves_the_old_one()
    {
        for (var n = 1; n <= 8; n++)
        {
            root.Clear();
            Fill();
            var host = new FillingHost(root.Host, n);
            var report = Apply(host);
            Assert.True(report.IsCompleted);
            Assert.DoesNotContain("/.", root.Print(), StringComparison.Ordinal);
            CheckWhole();
            Assert.False(Apply(root.Host).HasFailures);
            Assert.Equal("unchanged", Apply(root.Host).Status);
        }
    }

    private void CheckWhole()
    {
        var listed = root.Host.ReadText("/etc/hosts");
        Assert.Contains(listed, (string?[])["127.0.0.1\tlocalhost\n", Hosts]);
        Assert.Contains(root.Host.ReadText("/etc/motd"), (string?[])[null, Motd]);
        Assert.Contains(root.Host.ReadText("/etc/lined"), (string?[])["one\n", "one\ntwo\n"]);
    }

    private const string Hosts = "127.0.0.1\tlocalhost\n10.0.0.1\tdb\tdatabase\n";
    private static readonly string Motd = new('m', 5000);

    private static Catalog Site { get; } =
        new("node", "production")
        {
            Resources =
            [
                Of("File[/etc/motd]", $$"""{"content": "{{Motd}}", "mode": "0640"}"""),
                Of("File[/etc/d]", """{"ensure": "directory", "mode": "0700"}"""),
                Of("File[/etc/d/f]", """{"content": "f"}"""),
                Of("File[/etc/l]", """{"ensure": "link", "target": "motd"}"""),
                Of("File[/gone]", """{"ensure": "absent", "force": true}"""),
                Of(
                    "File[/tree]",
                    """{"ensure": "directory", "recurse": true, "purge": true, "source": "/src"}"""
                ),
                Of("Host[db]", """{"ip": "10.0.0.1", "host_aliases": "database"}"""),
                Of("File_line[two]", """{"path": "/etc/lined", "line": "two"}"""),
                Of("Notify[done]", """{"require": "File[/etc/motd]"}"""),
            ],
        };

    private static Resource Of(string reference, string json) =>
        new(CaseResources.Reference(reference)) { Parameters = CaseResources.Attributes(json) };

    private void Fill()
    {
        root.Host.CreateDirectories("/etc");
        root.Host.WriteText("/etc/hosts", "127.0.0.1\tlocalhost\n");
        root.Host.WriteText("/etc/lined", "one\n");
        root.Host.CreateDirectories("/src/sub");
        root.Host.WriteText("/src/a", "one");
        root.Host.WriteText("/src/sub/b", "two");
        root.Host.CreateDirectories("/gone/below");
        root.Host.WriteText("/gone/below/f", "old");
        root.Host.CreateDirectories("/tree");
        root.Host.WriteText("/tree/old", "old");
    }

    private static Report Apply(Host host)
    {
        var resources = Site with { Resources = [.. Site.Resources] };
        var graph = ResourceGraph.Build(resources, out var diagnostics);
        Assert.Empty(diagnostics);
        var settings = new TransactionSettings { State = new RunState(), Values = new SystemValues() };
        var report = Transaction.Run(graph, host, new Facts("node", HashValue.Empty), settings);
        // A message is told at every run, and is no change of the machine.
        return report with
        {
            Statuses = report.Statuses.RemoveAll(status => status.Resource.Type == "Notify"),
        };
    }

    private sealed class FaultyHost(Host inner, int failingCall, string fault) : WrappedHost(inner)
    {
        private int calls;

        public bool HasFailed { get; private set; }

        protected override void OnLook(string verb, string target) => Count(target);

        protected override void OnChange(string verb, string target) => Count(target);

        private void Count(string target)
        {
            if (++calls == failingCall)
            {
                HasFailed = true;
                throw new HostException($"{fault} - {target}");
            }
        }
    }

    /// <summary>The n-th file that is written finds room for a few bytes only.</summary>
    private sealed class FillingHost(Host inner, int failingWrite) : WrappedHost(inner)
    {
        private readonly Host real = inner;
        private int writes;

        public override void WriteFile(string path, FileWrite write) =>
            real.WriteFile(
                path,
                ++writes == failingWrite
                    ? write with
                    {
                        Fill = stream =>
                        {
                            stream.Write(Encoding.UTF8.GetBytes("hal"));
                            throw new HostException($"No space left on device - {path}");
                        },
                    }
                    : write
            );

        protected override void OnChange(string verb, string target) { }
    }
}
