using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>puppet epp render</c>: templates with values, without a catalog.</summary>
internal static class PuppetTemplates
{
    public static int Render(PuppetWords words, Terminal terminal)
    {
        var text = words.Take("-e", "--e");
        var values = words.Take("--values") ?? "{}";
        var file = words.Take("--values_file", "--values-file");
        var node = words.Take("--node") ?? words.Settings["certname"];
        var machine = new MachineFacts(
            new QuietHost(new LiveHost(FileSources.None, command => ProcessRunner.Run(command))),
            GivenFacts.Read([]),
            terminal
        );
        var facts = words.Take("--facts") is { } path ? FactsFile.Read(path) : machine.Values;
        var level = words.Settings["strict"] switch
        {
            "error" => Severity.Error,
            "off" => null,
            _ => (Severity?)Severity.Warning,
        };
        if (file is not null)
        {
            values = ValueText.Of(FactsFile.Read(file));
        }
        var templates = words.Arguments("epp").Skip(1).ToList();
        var calls = text is null
            ? templates.Select(name => $"epp({ValueText.Of(Existing(name))}, {values})")
            : [$"inline_epp({ValueText.Of(text)}, {values})"];
        foreach (var call in calls)
        {
            var source = new EnvironmentSource(Environment.CurrentDirectory)
            {
                Code = call,
                ModulePath = [.. words.Settings["modulepath"].Split(':').Where(Directory.Exists)],
            };
            var request = new CompileRequest(new PuppetEnvironment(source with { Strict = level }), node)
            {
                Facts = facts,
                Settings = CompileSettings.Default with
                {
                    Strict = level,
                    StrictVariables = words.Settings.IsOn("strict_variables"),
                },
            };
            machine.Modules = request.Environment.Modules;
            var result = CatalogCompiler.Compile(request with { Output = terminal.Programs });
            CompileLog.Show(result, terminal);
            if (result.Catalog is null)
            {
                return ExitCode.Failure;
            }
            var rendered = result.Value.ToString();
            terminal.Out.Write(rendered.EndsWith('\n') ? rendered : rendered + "\n");
        }
        return ExitCode.Success;
    }

    private static string Existing(string path) =>
        File.Exists(path) ? Path.GetFullPath(path)
        : path.Contains('/', StringComparison.Ordinal) && !Path.IsPathRooted(path) ? path
        : throw new DiagnosticException(CliDiagnostics.NoSuchFile(path));
}
