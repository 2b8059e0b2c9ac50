using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Language;
using Bunraku.Modules;
using Bunraku.Text;
using ParseResult = System.CommandLine.ParseResult;

namespace Bunraku.Cli;

/// <summary><c>bunraku validate</c>: what can be said of code and data without compiling it.</summary>
internal sealed class ValidateCommand() : CliCommand("validate")
{
    private static readonly string[] DataEndings = [".yaml", ".yml", ".json"];

    private readonly Argument<string[]> paths = new("PATH")
    {
        Description =
            "Manifests, EPP templates, YAML and JSON files, and folders of them; `-` is standard input (default"
            + " when it is no terminal).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> modulePath = new("--modulepath")
    {
        Description = "Folders of modules, parted by colons: definitions must be where their name says.",
        HelpName = "PATH",
    };

    private readonly Option<bool> epp = new("--epp") { Description = "Standard input is an EPP template." };

    private readonly Option<bool> json = new("--json") { Description = "As a JSON object." };

    private readonly Option<bool> quiet = new("--quiet", "-q")
    {
        Description = "Say nothing of what is right.",
    };

    private sealed record Checked(SourceFile File, ImmutableArray<Diagnostic> Told);

    public override Command Define(Terminal terminal)
    {
        var command = new Command(Name, "Check Puppet code and data without compiling it.")
        {
            paths,
            modulePath,
            epp,
            json,
            quiet,
        };
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        var given = parsed.GetValue(paths) ?? [];
        var wanted =
            given.Length > 0 ? given
            : Console.IsInputRedirected ? [CodeFile.StandardInput]
            : ["."];
        var files = CodeFolder.Expand(wanted, IsWanted);
        var modules = string.Join(':', parsed.GetValue(modulePath) ?? [])
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(Path.GetFullPath)
            .ToList();
        var results = DeepStack.Map(files, path => Check(path, parsed.GetValue(epp), modules));
        var told = results.SelectMany(result => result.Told).ToImmutableArray();
        var errors = told.Count(diagnostic => diagnostic.Severity == Severity.Error);
        var warnings = told.Length - errors;
        if (parsed.GetValue(json))
        {
            terminal.Out.WriteLine(DiagnosticJson.Write(files.Length, told));
        }
        else
        {
            terminal.Show(told);
            if (!parsed.GetValue(quiet))
            {
                terminal.Line(Summary(files.Length, errors, warnings));
            }
        }
        return errors > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static string Summary(int files, int errors, int warnings)
    {
        var told =
            errors == 0 && warnings == 0 ? "no errors"
            : warnings == 0 ? Count(errors, "error")
            : $"{Count(errors, "error")}, {Count(warnings, "warning")}";
        return $"{Count(files, "file")}: {told}";
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    private static bool IsWanted(string path)
    {
        var extension = Path.GetExtension(path);
        return extension is ".pp" or ".epp"
            || DataEndings.Contains(extension)
            || Path.GetFileName(path) == "Puppetfile";
    }

    private static Checked Check(string path, bool isTemplate, List<string> modules)
    {
        var file = path == CodeFile.StandardInput ? CodeFile.ReadInput() : CodeFile.Read(path);
        if (file.Problem is { } problem)
        {
            return new(file.Source, [problem]);
        }
        var source = file.Source;
        var told =
            Path.GetFileName(path) == "Puppetfile" ? PuppetfileReader.Read(source).Diagnostics
            : Path.GetFileName(path) == "metadata.json" ? Metadata(source)
            : Path.GetExtension(path) is ".yaml" or ".yml" ? YamlReader.Read(source).Diagnostics
            : Path.GetExtension(path) is ".json" ? JsonReader.Read(source).Diagnostics
            : Code(source, file.IsTemplate || (path == CodeFile.StandardInput && isTemplate), modules);
        return new(source, told);
    }

    private static ImmutableArray<Diagnostic> Metadata(SourceFile source)
    {
        try
        {
            ModuleMetadata.Read(source);
            return [];
        }
        catch (DiagnosticException failure)
        {
            return failure.Diagnostics;
        }
    }

    private static ImmutableArray<Diagnostic> Code(SourceFile source, bool isTemplate, List<string> modules)
    {
        var read = PuppetCode.Read(source, isTemplate);
        if (read.HasErrors)
        {
            return read.Diagnostics;
        }
        var full = modules.Count > 0 ? Path.GetFullPath(source.Path) : "";
        var root = modules.Find(folder => full.StartsWith(folder + "/", StringComparison.Ordinal));
        var expected = root is null ? null : ModuleFile.NamespaceOf(full[(root.Length + 1)..]);
        return [.. read.Diagnostics, .. PuppetChecker.Check(read.Program, new CheckSettings(expected))];
    }
}
