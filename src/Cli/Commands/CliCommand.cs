using System.CommandLine;

namespace Bunraku.Cli;

/// <summary>A command: one sealed class, one file, found by the roster.</summary>
internal abstract class CliCommand(string name)
{
    public string Name { get; } = name;

    /// <summary>The command with its arguments, options and action.</summary>
    public abstract Command Define(Terminal terminal);
}
