using System.CommandLine;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>bunraku modules check</c>: what of modules runs here, before anybody is surprised.</summary>
internal sealed class ModulesCommand() : CliCommand("modules")
{
    private readonly Argument<string[]> names = new("MODULE")
    {
        Description = "Modules (default: all of the environment).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> json = new("--json") { Description = "As a JSON array." };

    public override Command Define(Terminal terminal)
    {
        var code = new CodeOptions();
        var check = new Command(
            "check",
            "Say what of each module's Ruby is built in, runs, or does not run, and why."
        )
        {
            names,
            json,
        };
        code.AddTo(check);
        check.SetAction(parsed => Check(parsed, code, terminal));
        return new Command(Name, "Look at modules.") { check };
    }

    private int Check(ParseResult parsed, CodeOptions code, Terminal terminal)
    {
        var environment = code.Request(parsed, ".", "", HashValue.Empty, code: "").Environment;
        var wanted = parsed.GetValue(names) ?? [];
        var unknown = wanted.Where(name => environment.FindModule(name) is null).ToList();
        if (unknown.Count > 0)
        {
            var known = environment.Modules.Select(module => module.Name).ToList();
            throw new DiagnosticException([
                .. unknown.Select(name => CliDiagnostics.UnknownPage("module", name, known)),
            ]);
        }
        using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
        var facts = new MachineFacts(new QuietHost(host), HashValue.Empty, terminal);
        var libraries = new ModuleLibraries([.. environment.Modules.Select(module => module.Directory)]);
        var ruby = new RubyModuleCheck(libraries, host, new Facts("", facts.Values));
        var checker = new ModuleCheck(environment, ruby);
        var found = new List<(PuppetModule Module, List<ModulePart> Parts)>();
        foreach (var module in environment.Modules.OrderBy(module => module.Name, StringComparer.Ordinal))
        {
            if (wanted.Length == 0 || wanted.Contains(module.Name))
            {
                terminal.Status(module.Name);
                found.Add((module, [.. checker.Parts(module)]));
            }
        }
        terminal.Status("");
        if (parsed.GetValue(json))
        {
            ModuleCheckPrinter.WriteJson(found, terminal.Out);
        }
        else
        {
            ModuleCheckPrinter.Write(found, terminal.Out);
        }
        return found.Exists(module => module.Parts.Exists(part => part.Runs == "not"))
            ? ExitCode.Failure
            : ExitCode.Success;
    }
}
