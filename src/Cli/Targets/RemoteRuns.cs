using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Converges other machines by ssh, several at a time.</summary>
internal sealed record RemoteRuns
{
    /// <summary>What shells say when a program is there and cannot run, or is not there.</summary>
    private const int NotExecutable = 126;

    private const int NotFound = 127;

    /// <summary>More than this: a signal.</summary>
    private const int SignalBase = 128;

    public required Terminal Terminal { get; init; }

    public required Func<string, RemoteHost> HostOf { get; init; }

    /// <summary>Makes the request for a machine of these facts.</summary>
    public required Func<HashValue, CompileRequest> RequestFor { get; init; }

    /// <summary>Told of each compilation, and of what it exports.</summary>
    public required Action<CompileRequest, CompileResult> OnCompiled { get; init; }

    /// <summary>The program that machines without it are brought.</summary>
    public required RemoteProgram Program { get; init; }

    /// <summary>Options that the run takes there.</summary>
    public required ImmutableArray<string> Options { get; init; }

    public int Concurrency { get; init; } = 8;

    /// <summary>
    /// The codes of <c>--detailed-exitcodes</c> put together; 1 when a machine was not converged.
    /// </summary>
    public int Run(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var codes = new int[names.Count];
        // What modules know of facts does not depend on a machine.
        var ofFacts = RemoteBundle.OfFacts(RequestFor(HashValue.Empty).Environment);
        Parallel.For(
            0,
            names.Count,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Max(1, Concurrency),
                CancellationToken = cancellation,
            },
            i => codes[i] = Run(HostOf(names[i]), ofFacts)
        );
        var left = names.Where((_, i) => codes[i] == ExitCode.Failure).ToList();
        if (left.Count > 0 && names.Count > 1)
        {
            var converged = names.Count - left.Count;
            Terminal.Line(
                $"{converged} of {names.Count} machines were converged, not {string.Join(", ", left)}"
            );
        }
        return left.Count > 0 ? ExitCode.Failure : codes.Aggregate(0, (all, code) => all | code);
    }

    private int Run(RemoteHost host, byte[] ofFacts)
    {
        try
        {
            var command = $"{Program.InstallOn(host)} {TargetCommand.CommandName}";
            var request = RequestFor(FactsOf(host, command, ofFacts));
            var result = CatalogCompiler.Compile(request with { Output = Terminal.Programs });
            CompileLog.Show(result, Terminal, (level, source, message) => Tell(host, level, source, message));
            OnCompiled(request, result);
            if (result.Catalog is not { } catalog)
            {
                return ExitCode.Failure;
            }
            var options = string.Join(' ', Options.Select(ShellWord.Quote));
            var ended = host.Follow(
                $"{command} run --certname {ShellWord.Quote(request.NodeName)} {options}",
                RemoteBundle.Make(catalog, request.Environment),
                line => Show(host, line)
            );
            return ended switch
            {
                0 or 2 or 4 or 6 or ExitCode.Failure => ended,
                > SignalBase => throw new DiagnosticException(
                    CliDiagnostics.TargetLost(
                        host.Name,
                        $"the program there was ended by signal {ended - SignalBase}"
                    )
                ),
                _ => throw new DiagnosticException(
                    CliDiagnostics.TargetFailed(host.Name, $"the program there ended with {ended}")
                ),
            };
        }
        catch (DiagnosticException failure)
        {
            Terminal.Show(failure.Diagnostics);
            return ExitCode.Failure;
        }
    }

    /// <summary>The first call of the program there shows whether it can run at all.</summary>
    private HashValue FactsOf(RemoteHost host, string command, byte[] ofFacts)
    {
        var told = host.Run(
            command + " facts",
            ofFacts,
            line =>
            {
                if (line.IsError)
                {
                    Show(host, line);
                }
            }
        );
        if (told.ExitCode is NotExecutable or NotFound)
        {
            throw new DiagnosticException(CliDiagnostics.TargetFolder(host.Name, "it does not start there"));
        }
        return
            told.Succeeded
            && JsonReader.Read(new SourceFile(host.Name, told.Output)).Tree is { } tree
            && ValueTree.ToValue(tree) is HashValue facts
            ? facts
            : throw new DiagnosticException(CliDiagnostics.TargetFailed(host.Name, "it told no facts"));
    }

    private void Show(RemoteHost host, OutputLine line) =>
        Terminal.Log($"{host.Name}: {line.Text}", line.IsError);

    private void Tell(RemoteHost host, LogLevel level, string source, string message) =>
        Terminal.Log($"{host.Name}: {new Log(default, level, source, message)}", level >= LogLevel.Warning);
}
