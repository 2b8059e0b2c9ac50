using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

/// <summary>A case of <c>cases/converge</c> in a folder that lasts as long as the test.</summary>
internal sealed partial class ConvergeTrial : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("bunraku-").FullName;

    public ConvergeTrial(CaseFile @case)
    {
        Case = @case;
        Directory.CreateDirectory(Root);
        foreach (var section in @case.Sections.Where(section => section.Name == "module"))
        {
            var path = Path.Combine(parent, "modules", section.Value);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, section.Body.Replace("%{root}", Root));
        }
        foreach (var section in @case.Sections.Where(section => section.Name == "file"))
        {
            var words = section.Value.Split(' ');
            var path = Path.Combine(Root, words[0]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, section.Body);
            RealProgram.Run("chmod", words.Length > 1 ? words[1] : "644", path);
        }
        if (@case["prepare"] is { } commands)
        {
            RealProgram.Run("/bin/sh", "-e", "-c", commands.Replace("%{root}", Root));
        }
    }

    public CaseFile Case { get; }

    /// <summary>Whether the modules of the distribution are there, and their types in Ruby.</summary>
    public bool HasModules { get; init; }

    /// <summary>Whether types that we have too are taken from the modules.</summary>
    public bool IsForced { get; init; }

    /// <summary>What the last run said, sorted: errors come by another stream in the reference.</summary>
    public List<string> Log { get; private set; } = [];

    private string Root => Path.Combine(parent, "root");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    public Report Apply(bool isNoop)
    {
        var log = new List<string>();
        var code = Case["main.pp"]!.Replace("%{root}", Root);
        var environment = new PuppetEnvironment(
            new EnvironmentSource(parent)
            {
                Name = "production",
                Code = code,
                ModulePath = HasModules ? [Path.Combine(parent, "modules"), "/usr/share/puppet/modules"] : [],
            }
        );
        var facts = HasModules ? Machine.Value : HashValue.Empty;
        var result = CatalogCompiler.Compile(new CompileRequest(environment, "node") { Facts = facts });
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        using var live = new LiveHost(FileSources.None, request => ProcessRunner.Run(request))
        {
            BucketFolder = Path.Combine(parent, "bucket"),
        };
        var libraries = new ModuleLibraries([.. environment.Modules.Select(module => module.Directory)]);
        var graph = ResourceGraph.Build(
            result.Catalog,
            out var diagnostics,
            HasModules
                ? new RubyTypes(libraries, live, new Facts("node", facts)) { IsForced = IsForced }
                : null
        );
        Assert.Empty(diagnostics);
        var report = Transaction.Run(
            graph,
            isNoop ? new ReadOnlyHost(live) : live,
            new Facts("node", facts),
            new TransactionSettings
            {
                IsNoop = isNoop,
                OnLog = line =>
                {
                    if (line.Level >= LogLevel.Notice && !line.Message.StartsWith("Applied catalog in"))
                    {
                        log.Add(Plain(line.ToString()));
                    }
                },
            }
        );
        log.RemoveAll(line => line.Length == 0);
        log.Sort(StringComparer.Ordinal);
        Log = log;
        return report;
    }

    /// <summary>Path, mode and content of all that is there; times are left out.</summary>
    public List<string> Files()
    {
        using var root = RootDirectory.Open(Root);
        return
        [
            .. root.Walk()
                .Where(entry => entry.Path != "/" && !IsLeftOut(entry.Path[1..]))
                .OrderBy(entry => entry.Path, StringComparer.Ordinal)
                .Select(entry =>
                    $"{entry.Path[1..]} {Convert.ToString(entry.Status.Permissions, 8)} {Content(root, entry)}".TrimEnd()
                ),
        ];
    }

    private static Lazy<HashValue> Machine { get; } =
        new(() =>
        {
            using var live = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
            return FactRoster.Resolve(live, HashValue.Empty);
        });

    private bool IsLeftOut(string path) =>
        path.Contains(".git/")
        || Case.Sections.Any(section => section.Name == "leave-out" && path.StartsWith(section.Value));

    private string Content(RootDirectory root, DirectoryEntry entry) =>
        entry.Status.Kind switch
        {
            FileKind.Symlink => Dump(root.ReadLink(entry.Path)),
            FileKind.Directory => "directory",
            _ => Dump(File.ReadAllText(Path.Combine(Root, entry.Path[1..]))),
        };

    private string Plain(string line) => Place().Replace(line, "").Replace(Root, "%{root}").TrimEnd('\n');

    /// <summary>As Ruby's <c>String#dump</c> writes texts without control characters.</summary>
    private string Dump(string text)
    {
        var output = new StringBuilder();
        foreach (var c in Time().Replace(text, "TIME").Replace(Root, "%{root}"))
        {
            output.Append(
                c switch
                {
                    '\n' => "\\n",
                    '\t' => "\\t",
                    '\r' => "\\r",
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '#' => "#",
                    > '\u007e' => $"\\u{(int)c:X4}",
                    _ => c.ToString(CultureInfo.InvariantCulture),
                }
            );
        }
        return output.ToString();
    }

    [GeneratedRegex(@"( \(/[^ ()]+\.rb:\d+\))?( \(file: .*\))?$")]
    private static partial Regex Place();

    [GeneratedRegex(@"(at|Time:) .*\d\d:\d\d:\d\d.*")]
    private static partial Regex Time();
}
