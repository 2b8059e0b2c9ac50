using System.CommandLine;
using System.Reflection;
using Bunraku.Apply;
using Bunraku.Oci;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>Where the process starts: finds the command, runs it, prints what went wrong.</summary>
internal static class Program
{
    public static string Version { get; } =
        typeof(Program)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;

    private static async Task<int> Main(string[] arguments)
    {
        // Asked for often by scripts and worth nothing but the answer.
        if (arguments is ["--version"] && DropInName.OfThisProcess() is null)
        {
            Console.Out.WriteLine("bunraku " + Version);
            return ExitCode.Success;
        }
        HeapPages.Enlarge();
        var terminal = new Terminal();
        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
            };
            IReadOnlyList<string>? words = arguments;
            if (DropInName.OfThisProcess() is { } name)
            {
                words = DropInCommandLine.Translate(name, arguments, terminal, out var exitCode);
                if (words is null)
                {
                    return exitCode;
                }
            }
            words = LookupCommand.WithPrefix(words);
            var parsed = Define(terminal, words).Parse(words);
            var mistakes = CommandLineMistakes.Of(parsed);
            if (!mistakes.IsEmpty)
            {
                terminal.Show(mistakes);
                return ExitCode.Failure;
            }
            // Commands that wait for nothing run to their end here: values and trees may be deep.
            return await DeepStack.Run(() => parsed.InvokeAsync(configuration)).ConfigureAwait(false);
        }
        catch (DiagnosticException failure)
        {
            terminal.Show(failure.Diagnostics);
            return ExitCode.Failure;
        }
        catch (OciException failure)
        {
            terminal.Show([failure.Diagnostic]);
            return ExitCode.Failure;
        }
        catch (Exception failure)
            when (failure is HostException or UnixException or IOException or UnauthorizedAccessException)
        {
            terminal.Show([CliDiagnostics.WorldFailed(failure.Message)]);
            return ExitCode.Failure;
        }
        catch (OperationCanceledException)
        {
            if (!PrivateMounts.IsInside)
            {
                terminal.Line("interrupted");
            }
            return ExitCode.Interrupted;
        }
    }

    // A command that is named first is the only one: the options of all others take milliseconds to describe.
    private static RootCommand Define(Terminal terminal, IReadOnlyList<string> words)
    {
        var named = CommandRoster.All.Where(command => words.Count > 0 && command.Name == words[0]);
        var root = new RootCommand(
            "Moves one body of Puppet code three ways: a host, a machine image, a container image."
        );
        var wanted = named.Any() ? named : CommandRoster.All;
        foreach (var command in wanted.OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            root.Subcommands.Add(command.Define(terminal));
        }
        return root;
    }
}
