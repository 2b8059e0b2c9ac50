using System.CommandLine;

namespace Bunraku.Cli;

/// <summary><c>bunraku version</c>: the version, as <c>--version</c> gives it.</summary>
internal sealed class VersionCommand() : CliCommand("version")
{
    public override Command Define(Terminal terminal)
    {
        var command = new Command(Name, "Print the version.");
        command.SetAction(_ => terminal.Out.WriteLine("bunraku " + Program.Version));
        return command;
    }
}
