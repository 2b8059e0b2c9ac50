using System.CommandLine;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary><c>bunraku types</c>: data types, resource types, classes and defines.</summary>
internal sealed class TypesCommand() : CliCommand("types")
{
    private readonly Argument<string[]> names = new("NAME")
    {
        Description = "Types to explain (default: a list of all).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> json = new("--json") { Description = "As a JSON array." };

    public override Command Define(Terminal terminal)
    {
        var code = new CodeOptions();
        var command = new Command(Name, "Explain data types, resource types, classes and defines.")
        {
            names,
            json,
        };
        code.AddTo(command);
        command.SetAction(parsed =>
        {
            var environment = code.Request(parsed, ".", "", HashValue.Empty, code: "").Environment;
            var pages = TypePages.All(environment);
            return FunctionsCommand.Show(
                parsed.GetValue(names) ?? [],
                name => TypePages.Find(pages, environment, name),
                pages,
                parsed.GetValue(json),
                "type",
                terminal
            );
        });
        return command;
    }
}
