using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Language;
using Bunraku.Text;
using ParseResult = System.CommandLine.ParseResult;

namespace Bunraku.Cli;

/// <summary><c>bunraku parse</c>: the syntax tree of manifests and templates.</summary>
internal sealed class ParseCommand() : CliCommand("parse")
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "Manifests and EPP templates; `-` is standard input (default when it is no terminal).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> execute = new("--execute", "-e", "--e")
    {
        Description = "Code to read instead of files.",
        HelpName = "CODE",
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "pn (Puppet's s-expressions), json (the same as data) or tree (over many lines).",
        HelpName = "pn|json|tree",
        DefaultValueFactory = _ => "pn",
    };

    private readonly Option<bool> pretty = new("--pretty") { Description = "Indented JSON; PN as a tree." };

    private readonly Option<bool> epp = new("--epp")
    {
        Description = "The input is EPP, whatever its name is.",
    };

    private readonly Option<bool> validate = new("--validate")
    {
        Description = "Tell what is well-formed but wrong, too.",
    };

    public override Command Define(Terminal terminal)
    {
        format.AcceptOnlyFromAmong("pn", "json", "tree");
        var command = new Command(Name, "Print the syntax tree of Puppet code.")
        {
            files,
            execute,
            format,
            pretty,
            epp,
            validate,
        };
        command.SetAction(parsed => DeepStack.Run(() => Run(parsed, terminal)));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        var given = parsed.GetValue(execute) is { } code
            ? [new CodeFile("command-line-string", code)]
            : CodeFile.ReadAll(parsed.GetValue(files) ?? []);
        var exitCode = ExitCode.Success;
        foreach (var file in given)
        {
            var isTemplate = parsed.GetValue(epp) || file.IsTemplate;
            var read = file.Problem is null ? PuppetCode.Read(file.Source, isTemplate) : null;
            ImmutableArray<Diagnostic> told =
                read is null ? [file.Problem!]
                : parsed.GetValue(validate) && !read.HasErrors
                    ? [.. read.Diagnostics, .. PuppetChecker.Check(read.Program)]
                : read.Diagnostics;
            terminal.Show(told);
            if (told.Any(diagnostic => diagnostic.Severity == Severity.Error))
            {
                exitCode = ExitCode.Failure;
                continue;
            }
            if (given.Length > 1)
            {
                terminal.Out.WriteLine("--- " + file.Source.Path);
            }
            terminal.Out.WriteLine(Print(read!.Program, parsed).TrimEnd('\n'));
        }
        return exitCode;
    }

    private string Print(Language.Program program, ParseResult parsed)
    {
        var pn = PnPrinter.Print(program.Body);
        return (parsed.GetValue(format), parsed.GetValue(pretty)) switch
        {
            ("json", var isIndented) => PnJson.Write(PnReader.Read(pn), isIndented),
            ("tree", _) or (_, true) => PnTree.Write(PnReader.Read(pn)),
            _ => pn,
        };
    }
}
