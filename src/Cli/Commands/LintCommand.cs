using System.CommandLine;
using System.IO.Enumeration;
using Bunraku.Language;
using Bunraku.Text;
using ParseResult = System.CommandLine.ParseResult;

namespace Bunraku.Cli;

/// <summary><c>bunraku lint</c>: the checks of puppet-lint, under its names and with its options.</summary>
internal sealed class LintCommand() : CliCommand("lint")
{
    private readonly Argument<string[]> paths = new("PATH")
    {
        Description = "Manifests and folders of them (default: this folder).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <param name="Result">Null when the file cannot be read, as the problem says.</param>
    private sealed record Linted(SourceFile File, LintResult? Result, Diagnostic? Unreadable)
    {
        public int Count(LintSeverity severity) =>
            Result is null ? 0 : Result.Problems.Count(problem => problem.Severity == severity);
    }

    public override Command Define(Terminal terminal)
    {
        var settings = new LintSettings();
        var command = new Command(Name, "Check the style of Puppet code as puppet-lint does.") { paths };
        settings.AddTo(command);
        command.SetAction(parsed => Run(parsed, settings.Read(command, parsed), terminal));
        return command;
    }

    private int Run(ParseResult parsed, LintSettings.Chosen chosen, Terminal terminal)
    {
        if (chosen.ListsChecks)
        {
            terminal.Out.WriteLine(string.Join('\n', PuppetLinter.AllChecks));
            return ExitCode.Success;
        }
        var given = parsed.GetValue(paths) is { Length: > 0 } named ? named : ["."];
        var files = CodeFolder
            .Expand(given, IsManifest)
            .Where(path => !chosen.IgnoredPaths.Any(pattern => IsIgnored(path, pattern)))
            .ToList();
        var results = DeepStack.Map(files, path => Lint(path, chosen));
        var printer = new LintPrinter(chosen, isAlone: files.Count <= 1);
        foreach (var (file, result, unreadable) in results)
        {
            if (result is null)
            {
                terminal.Show([unreadable!]);
                continue;
            }
            foreach (var complaint in result.Complaints)
            {
                terminal.Line(complaint);
            }
            foreach (var problem in chosen.IsJson || chosen.IsSarif ? [] : printer.Select(result.Problems))
            {
                printer.Write(file, problem, terminal.Out);
            }
            if (result.HasSyntaxError)
            {
                terminal.Line($"Try running `bunraku validate {file.Path}`");
            }
            if (result.Mended is { } text && text != file.Text)
            {
                CodeFile.Write(file.Path, text);
            }
        }
        if (chosen.IsSarif)
        {
            var all = results.SelectMany(linted =>
                printer.Select(linted.Result?.Problems ?? []).Select(problem => (linted.File, problem))
            );
            terminal.Out.WriteLine(LintSarif.Write([.. all]));
        }
        else if (chosen.IsJson)
        {
            terminal.Out.WriteLine(
                printer.WriteJson(
                    results.Select(linted => (linted.File, (linted.Result?.Problems ?? []).AsEnumerable()))
                )
            );
        }
        var errors = results.Sum(linted => linted.Count(LintSeverity.Error));
        var warnings = results.Sum(linted => linted.Count(LintSeverity.Warning));
        var isUnread = results.Any(linted => linted.Result is null);
        return isUnread || errors > 0 || (warnings > 0 && chosen.FailsOnWarnings)
            ? ExitCode.Failure
            : ExitCode.Success;
    }

    private static bool IsManifest(string path) => path.EndsWith(".pp", StringComparison.Ordinal);

    /// <summary>As in a shell's <c>case</c>: stars match slashes, too.</summary>
    private static bool IsIgnored(string path, string pattern) =>
        FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false);

    private static Linted Lint(string path, LintSettings.Chosen chosen)
    {
        var (file, problem) = path == CodeFile.StandardInput ? CodeFile.ReadInput() : CodeFile.Read(path);
        if (problem is not null)
        {
            return new Linted(file, null, problem);
        }
        var fullPath = path == CodeFile.StandardInput ? "" : Path.GetFullPath(path);
        var request = new LintRequest(chosen.Checks, fullPath, chosen.IsRelative, chosen.Fixes);
        return new Linted(file, PuppetLinter.Run(file, request), null);
    }
}
