using System.CommandLine;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary><c>bunraku functions</c>: what functions there are, and how each is called.</summary>
internal sealed class FunctionsCommand() : CliCommand("functions")
{
    private readonly Argument<string[]> names = new("NAME")
    {
        Description = "Functions to explain (default: a list of all).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> json = new("--json") { Description = "As a JSON array." };

    public override Command Define(Terminal terminal)
    {
        var code = new CodeOptions();
        var command = new Command(Name, "Explain functions, of the program and of modules.") { names, json };
        code.AddTo(command);
        command.SetAction(parsed =>
        {
            var environment = code.Request(parsed, ".", "", HashValue.Empty, code: "").Environment;
            var pages = FunctionPages.All(environment);
            return Show(
                parsed.GetValue(names) ?? [],
                name => pages.Find(page => page.Name == name || page.Aliases.Contains(name)),
                pages,
                parsed.GetValue(json),
                "function",
                terminal
            );
        });
        return command;
    }

    /// <summary>Shows the pages of some names, or a list of all.</summary>
    public static int Show(
        string[] wanted,
        Func<string, Page?> find,
        List<Page> all,
        bool asJson,
        string kind,
        Terminal terminal
    )
    {
        var chosen = new List<Page>();
        var problems = new List<Diagnostic>();
        foreach (var name in wanted)
        {
            if (find(name) is { } page)
            {
                chosen.Add(page);
            }
            else
            {
                var known = all.SelectMany(page => page.Aliases.Prepend(page.Name));
                problems.Add(CliDiagnostics.UnknownPage(kind, name, known));
            }
        }
        if (asJson)
        {
            PageWriter.WriteJson(wanted.Length == 0 ? all : chosen, terminal);
        }
        else if (wanted.Length == 0)
        {
            PageWriter.List(all, terminal);
        }
        for (var i = 0; i < chosen.Count && !asJson; i++)
        {
            if (i > 0)
            {
                terminal.Out.WriteLine();
            }
            PageWriter.Write(chosen[i], terminal);
        }
        if (problems.Count == 0)
        {
            return ExitCode.Success;
        }
        terminal.Show([.. problems]);
        return ExitCode.Failure;
    }
}
