using System.CommandLine;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>How urgent a line of the log has to be, as <c>apply</c> and <c>resource</c> are told.</summary>
internal sealed class LogOptions(string command)
{
    private readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Show informative messages too.",
    };

    private readonly Option<bool> debug = new("--debug", "-d") { Description = "Show all messages." };

    private readonly Option<string?> level = new("--log_level", "--log-level")
    {
        Description = "Show messages of this level, and more urgent ones: `debug` to `crit`.",
        HelpName = "LEVEL",
    };

    public void AddTo(Command to)
    {
        to.Options.Add(verbose);
        to.Options.Add(debug);
        to.Options.Add(level);
    }

    /// <param name="isVerbose">Whether another option asks for informative messages.</param>
    public LogLevel Least(ParseResult parsed, bool isVerbose = false)
    {
        var named = parsed.GetValue(level) is { } name
            ? LogLevels.Parse(name)
                ?? throw new DiagnosticException(
                    CliDiagnostics.BadCommandLine(command, $"Invalid loglevel {name}")
                )
            : LogLevel.Notice;
        return parsed.GetValue(debug) ? LogLevel.Debug
            : named > LogLevel.Info && (isVerbose || parsed.GetValue(verbose)) ? LogLevel.Info
            : named;
    }
}
