using System.CommandLine;

namespace Bunraku.Cli;

/// <summary>A command: one sealed class, one file, found by the roster.</summary>
internal abstract class CliCommand(string name)
{
    /// <summary>The argument of commands that start another: its words may look like options.</summary>
    public const string ForeignWords = "COMMAND";

    public string Name { get; } = name;

    /// <summary>The command with its arguments, options and action.</summary>
    public abstract Command Define(Terminal terminal);

    /// <summary>
    /// Gives a command its action, on a thread of its own: only while it is pending does the parser listen
    /// to the signals that cancel it.
    /// </summary>
    protected static void Act(Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    async () =>
                    {
                        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                        using var hangup = Hangup.Cancels(stop);
                        return await action(parsed, stop.Token).ConfigureAwait(false);
                    },
                    CancellationToken.None
                )
        );
}
