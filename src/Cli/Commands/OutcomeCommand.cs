using System.Collections.Immutable;
using System.CommandLine;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// <c>bunraku outcome</c>: compiles cases and tells what came of each, for comparing implementations.
/// </summary>
internal sealed class OutcomeCommand() : CliCommand("outcome")
{
    private readonly Argument<string[]> cases = new("CASES")
    {
        Description =
            "Folders of cases (or of folders of them), and files with a JSON object a line; `-`, or nothing, is standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Where the outcomes go instead of standard output.",
        HelpName = "FILE",
    };

    private readonly Option<string?> modulePath = new("--modulepath")
    {
        Description = "Folders of modules for cases that name none, parted by colons.",
        HelpName = "PATH",
    };

    private readonly Option<string?> factsFile = new("--facts")
    {
        Description = "Facts, in YAML or JSON, for cases that have none.",
        HelpName = "FILE",
    };

    public override Command Define(Terminal terminal)
    {
        var command = new Command(Name, "Compile cases and print what came of each, as a line of JSON.")
        {
            cases,
            output,
            modulePath,
            factsFile,
        };
        Act(command, (parsed, cancellation) => Task.FromResult(Run(parsed, terminal, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var facts = parsed.GetValue(factsFile) is { } file ? FactsFile.Read(file) : null;
        var modules = parsed.GetValue(modulePath) is { } path
            ? [.. path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath)]
            : default(ImmutableArray<string>);
        var given = parsed.GetValue(cases) ?? [];
        var readers = (given.Length == 0 ? ["-"] : given).SelectMany(Readers).ToList();
        using var writer = parsed.GetValue(output) is { } target
            ? Terminal.WriterOf(File.Create(target))
            : null;
        var scratch = Directory.CreateTempSubdirectory("bunraku-outcome-").FullName;
        var telling = new OutcomeTelling();
        var failures = 0;
        var told = 0;
        try
        {
            OrderedWork.Run(
                readers.Count,
                index => Tell(readers[index], Path.Combine(scratch, $"{index}")),
                line =>
                {
                    failures += line.Problems.IsEmpty ? 0 : 1;
                    terminal.Show(line.Problems);
                    line.Told?.Write(writer ?? terminal.Out);
                    line.Told?.Dispose();
                    terminal.Status($"{++told} of {readers.Count}");
                },
                cancellation
            );
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
            terminal.Status("");
        }
        return failures == 0 ? ExitCode.Success : ExitCode.Failure;

        (OutcomeLine? Told, ImmutableArray<Diagnostic> Problems) Tell(Func<OutcomeCase> read, string folder)
        {
            try
            {
                var one = read();
                one = one with
                {
                    Facts = one.Facts ?? facts,
                    ModulePath = one.ModulePath.IsDefault ? modules : one.ModulePath,
                };
                var line = telling.Tell(one, folder);
                return (line, line.Crash is { } crash ? [crash] : []);
            }
            catch (DiagnosticException problem)
            {
                return (null, problem.Diagnostics);
            }
            finally
            {
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        }
    }

    /// <summary>What reads each case of a folder or file; called when its turn comes.</summary>
    private static IEnumerable<Func<OutcomeCase>> Readers(string path)
    {
        var files = new EnvironmentFiles();
        if (Directory.Exists(path))
        {
            var folders = OutcomeCaseReader.FoldersIn(path, files);
            return folders.IsEmpty
                ? throw new DiagnosticException(CliDiagnostics.NoCases(path))
                : folders.Select(folder =>
                    (Func<OutcomeCase>)(() => OutcomeCaseReader.ReadFolder(folder, files))
                );
        }
        if (path != "-" && !File.Exists(path))
        {
            throw new DiagnosticException(CliDiagnostics.NoSuchFile(path));
        }
        var source =
            path == "-"
                ? new SourceFile("standard input", Console.In.ReadToEnd())
                : new SourceFile(path, File.ReadAllText(path));
        return Lines(source)
            .Select(line =>
                (Func<OutcomeCase>)(() => OutcomeCaseReader.ReadLine(source, line.Start, line.End))
            );
    }

    /// <summary>Where the lines with something on them start and end.</summary>
    private static List<(int Start, int End)> Lines(SourceFile source)
    {
        var lines = new List<(int, int)>();
        for (var line = 1; line <= source.LineCount; line++)
        {
            var start = source.StartOf(line);
            var end = start + source.Line(line).Length;
            if (!source.Text.AsSpan(start, end - start).IsWhiteSpace())
            {
                lines.Add((start, end));
            }
        }
        return lines;
    }
}
