using System.Diagnostics;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Images.Tests;

/// <summary>
/// <c>cases/runs</c>: manifests applied to a folder, twice. What the reference reports of each resource and
/// what it leaves there was recorded (<c>tests/reference/runs.rb</c>).
/// </summary>
public sealed class RunCaseTests : IDisposable
{
    private static readonly Lazy<HashValue> MachineFacts = new(() =>
    {
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        return FactRoster.Resolve(host, HashValue.Empty);
    });

    private readonly string place = Directory.CreateTempSubdirectory("bunraku-runs-").FullName;

    public static TheoryData<string> Cases => CaseFile.In("runs");

    public static TheoryData<string> RootCases => CaseFile.In("runs-as-root");

    private string Root => Path.Combine(place, "root");

    public void Dispose() => Directory.Delete(place, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_reports_and_leaves_what_the_reference_does(string name) => Check(CaseFile.Read(name));

    /// <summary>What only root may do to files.</summary>
    [RootTheory]
    [MemberData(nameof(RootCases))]
    public void With_root_a_run_reports_and_leaves_what_the_reference_does(string name) =>
        Check(CaseFile.Read(name));

    private void Check(CaseFile @case)
    {
        Directory.CreateDirectory(Root);
        Script(@case["setup"]);
        @case.Expect("first", Run(@case));
        var tree = RunTree.Print(Root);
        @case.Expect("tree", tree);
        Script(@case["between"]);
        @case.Expect("second", Run(@case));
        var after = RunTree.Print(Root);
        if (after != tree || @case["tree after second"] is not null)
        {
            @case.Expect("tree after second", after);
        }
    }

    private void Script(string? text)
    {
        if (text is null)
        {
            return;
        }
        var start = new ProcessStartInfo("/bin/sh", ["-ec", "umask 022\n" + text])
        {
            WorkingDirectory = Root,
        };
        using var shell = Process.Start(start)!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    private string Run(CaseFile @case)
    {
        var options = (@case.Value("options") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var files = RunFiles.Below(Path.Combine(place, "state"), Path.Combine(place, "public"));
        var code = @case["main.pp"]!.Replace("%{root}", Root, StringComparison.Ordinal);
        var facts = MachineFacts.Value;
        var environment = new PuppetEnvironment(
            new EnvironmentSource(place) { Code = code, ModulePath = [] }
        );
        var compiled = CatalogCompiler.Compile(new CompileRequest(environment, "node") { Facts = facts });
        Assert.Equal(
            "",
            DiagnosticRenderer.Render([.. compiled.Diagnostics.Where(d => d.Severity == Severity.Error)])
        );
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var graph = ResourceGraph.Build(DefaultResources.AddTo(compiled.Catalog!), out var diagnostics);
        diagnostics = diagnostics.AddRange(CheckFeatures.Run(graph, host, new Facts("node", facts)));
        var settings = Settings(options, files);
        if (!diagnostics.IsEmpty && graph.Cycles.Count == 0)
        {
            return "exit 1\nno report\n";
        }
        if (!diagnostics.IsEmpty)
        {
            return Told(RefusedRun.Report(graph, diagnostics, settings), exitCode: 1);
        }
        var report = Transaction.Run(graph, host, new Facts("node", facts), settings);
        files.Save(report, settings.State, settings.Values, DateTimeOffset.Now);
        CheckFile(files.Report!, report);
        return Told(report, report.DetailedExitCode);
    }

    private static TransactionSettings Settings(string[] options, RunFiles files)
    {
        string[] Words(string option) =>
            Array.IndexOf(options, option) is >= 0 and var at ? options[at + 1].Split(',') : [];
        return new TransactionSettings
        {
            IsNoop = options.Contains("--noop"),
            IgnoresSchedules = options.Contains("--ignoreschedules"),
            Tags = [.. Words("--tags")],
            SkipTags = [.. Words("--skip_tags")],
            NodeName = "node",
            LeastLevel = LogLevel.Notice,
            State = files.LoadState((_, message) => Assert.Fail(message)),
            Values = files.LoadValues((_, message) => Assert.Fail(message)),
        };
    }

    /// <summary>The file is YAML that says as much as the report.</summary>
    private static void CheckFile(string path, Report report)
    {
        var read = YamlReader.Read(new SourceFile(path, Untagged(File.ReadAllText(path))));
        Assert.Equal("", DiagnosticRenderer.Render(read.Diagnostics));
        var root = (HashValue)ValueTree.ToValue(read.Tree!);
        var statuses = (HashValue)root.Find("resource_statuses")!;
        Assert.Equal(
            report.Statuses.Select(status => status.Resource.Reference.ToString()),
            statuses.Pairs.Select(pair => pair.Key.ToString())
        );
        Assert.Equal(
            report.Logs.Select(line => line.Message),
            ((ArrayValue)root.Find("logs")!).Items.Select(line =>
                ((HashValue)line).Find("message")!.ToString()
            )
        );
    }

    /// <summary>The class that Ruby reads the file back as is no matter of YAML.</summary>
    private static string Untagged(string text) =>
        text.Replace("--- !ruby/object:Puppet::Transaction::Report", "---", StringComparison.Ordinal);

    private string Told(Report report, int exitCode) =>
        RunTelling.Of(report, exitCode).Replace(Root, "%{root}", StringComparison.Ordinal);
}
