using System.CommandLine;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Images;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>bunraku compile</c>: a node's catalog as JSON.</summary>
internal sealed class CompileCommand() : CliCommand("compile")
{
    private readonly Argument<string?> manifest = new("MANIFEST")
    {
        Description =
            "A manifest, `-` for standard input, or a folder: a site with bunraku.yaml, or an environment "
            + "(default: this folder).",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> node = new("--node")
    {
        Description = "The node's name (default: this machine's).",
        HelpName = "NAME",
    };

    private readonly Option<string?> factsFile = new("--facts")
    {
        Description = "Facts from a YAML or JSON file instead of this machine's.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> facts = new("--fact")
    {
        Description = "A further fact.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<bool> graph = new("--graph")
    {
        Description = "Print a picture (SVG) of the resources and their relationships instead.",
    };

    public override Command Define(Terminal terminal)
    {
        var code = new CodeOptions();
        var command = new Command(Name, "Compile a catalog and print it in Puppet's JSON form.")
        {
            manifest,
            node,
            factsFile,
            facts,
            graph,
        };
        code.AddTo(command);
        command.SetAction(parsed => Run(parsed, code, terminal));
        return command;
    }

    private int Run(ParseResult parsed, CodeOptions code, Terminal terminal)
    {
        var given = GivenFacts.Read(parsed.GetValue(facts) ?? []);
        var read = parsed.GetValue(factsFile) is { } file ? FactsFile.Read(file) : null;
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var machine = new MachineFacts(new QuietHost(host), given, terminal) { Output = terminal.Asides };
        var values = read is null ? machine.Values : HashValue.Of(read.Pairs.Concat(given.Pairs));
        var name = parsed.GetValue(node) ?? (read is null ? machine.NodeName : NodeNameOf(values));
        var path = parsed.GetValue(manifest) ?? ".";
        var text = path == CodeFile.StandardInput ? Console.In.ReadToEnd() : null;
        var request = code.Request(parsed, path, name, values, text);
        machine.Modules = request.Environment.Modules;
        var result = CatalogCompiler.Compile(request with { Output = terminal.Asides });
        CompileLog.Show(result, terminal);
        code.SaveExported(parsed, name, result);
        if (result.Catalog is null)
        {
            return ExitCode.Failure;
        }
        if (parsed.GetValue(graph))
        {
            terminal.Out.WriteLine(CatalogDrawing.Draw(result.Catalog));
            return ExitCode.Success;
        }
        using var output = Terminal.BufferedOut();
        CatalogJson.Write(result.Catalog, output, isIndented: true);
        output.WriteLine();
        return ExitCode.Success;
    }

    /// <summary>The name a machine goes by: its full host name, in small letters.</summary>
    public static string NodeNameOf(HashValue facts) =>
        new Facts("", facts).Find("networking.fqdn")?.ToString().ToLowerInvariant() ?? "localhost";
}
