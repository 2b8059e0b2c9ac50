using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// Shows what a compilation has to say: its log, as the reference prints it, and its diagnostics.
/// </summary>
internal static class CompileLog
{
    /// <summary>All on standard error: the result has standard output to itself.</summary>
    public static void Show(CompileResult result, Terminal terminal) =>
        Show(
            result,
            terminal,
            (level, source, message) => terminal.Line(new Log(default, level, source, message).ToString())
        );

    /// <param name="log">Takes a line: its level, its source and what it says.</param>
    /// <param name="least">What is less urgent is left out; mistakes never are.</param>
    public static void Show(
        CompileResult result,
        Terminal terminal,
        Action<LogLevel, string, string> log,
        LogLevel least = LogLevel.Notice
    )
    {
        foreach (var entry in result.Log)
        {
            var level = LogLevels.Parse(entry.Level) ?? LogLevel.Notice;
            if (level >= least)
            {
                log(level, entry.Source.Length == 0 ? "Puppet" : entry.Source, entry.Message);
            }
        }
        terminal.Show([
            .. result.Diagnostics.Where(one => one.Severity == Severity.Error || least <= LogLevel.Warning),
        ]);
    }
}
