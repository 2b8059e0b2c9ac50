using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Converges other machines by ssh, several at a time.</summary>
internal sealed record RemoteRuns
{
    public required Terminal Terminal { get; init; }

    public required Func<string, RemoteHost> HostOf { get; init; }

    /// <summary>Makes the request for a machine of these facts.</summary>
    public required Func<HashValue, CompileRequest> RequestFor { get; init; }

    /// <summary>Options that the run takes there.</summary>
    public required ImmutableArray<string> Options { get; init; }

    public int Concurrency { get; init; } = 8;

    /// <summary>
    /// The codes of <c>--detailed-exitcodes</c> put together; 1 when a machine was not converged.
    /// </summary>
    public int Run(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var program = RemoteProgram.OfThisProcess();
        var codes = new int[names.Count];
        Parallel.For(
            0,
            names.Count,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Max(1, Concurrency),
                CancellationToken = cancellation,
            },
            i => codes[i] = Run(HostOf(names[i]), program)
        );
        return codes.Contains(ExitCode.Failure)
            ? ExitCode.Failure
            : codes.Aggregate(0, (all, code) => all | code);
    }

    private int Run(RemoteHost host, RemoteProgram program)
    {
        try
        {
            var command = program.InstallOn(host);
            var facts = FactsOf(host.Ask($"{command} {TargetCommand.CommandName} facts"), host);
            var request = RequestFor(facts);
            var result = CatalogCompiler.Compile(request);
            CompileLog.Show(result, Terminal, (level, source, message) => Tell(host, level, source, message));
            if (result.Catalog is not { } catalog)
            {
                return ExitCode.Failure;
            }
            var options = string.Join(' ', Options.Select(Quoted));
            var ended = host.Run(
                $"{command} {TargetCommand.CommandName} run --certname {Quoted(request.NodeName)} {options}",
                RemoteBundle.Make(catalog, request.Environment),
                line => Show(host, line)
            );
            return ended.ExitCode;
        }
        catch (DiagnosticException failure)
        {
            Terminal.Show(failure.Diagnostics);
            return ExitCode.Failure;
        }
    }

    private static HashValue FactsOf(string json, RemoteHost host) =>
        JsonReader.Read(new SourceFile(host.Name, json)).Tree is { } tree
        && ValueTree.ToValue(tree) is HashValue facts
            ? facts
            : throw new DiagnosticException(CliDiagnostics.TargetFailed(host.Name, "it told no facts"));

    private void Show(RemoteHost host, OutputLine line) =>
        Terminal.Log($"{host.Name}: {line.Text}", line.IsError);

    private void Tell(RemoteHost host, LogLevel level, string source, string message) =>
        Terminal.Log($"{host.Name}: {new Log(default, level, source, message)}", level >= LogLevel.Warning);

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
