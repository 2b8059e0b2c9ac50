using Bunraku.Compiler;

namespace Bunraku.Cli;

/// <summary>
/// Shows what a compilation has to say: its log, as the reference prints it, and its diagnostics.
/// </summary>
internal static class CompileLog
{
    /// <summary>All on standard error: the result has standard output to itself.</summary>
    public static void Show(CompileResult result, Terminal terminal) =>
        Show(result, terminal, (text, _) => terminal.Line(text));

    /// <param name="log">Takes a line, and whether it tells a problem.</param>
    public static void Show(CompileResult result, Terminal terminal, Action<string, bool> log)
    {
        foreach (var entry in result.Log.Where(entry => entry.Level is not ("debug" or "info")))
        {
            var word =
                entry.Level == "err" ? "Error" : char.ToUpperInvariant(entry.Level[0]) + entry.Level[1..];
            var source = entry.Source.Length == 0 ? "" : entry.Source + ": ";
            log($"{word}: {source}{entry.Message}", entry.Level != "notice");
        }
        terminal.Show(result.Diagnostics);
    }
}
