using Bunraku.Compiler;

namespace Bunraku.Cli;

/// <summary>
/// Shows what a compilation has to say: its log, as the reference prints it, and its diagnostics.
/// </summary>
internal static class CompileLog
{
    public static void Show(CompileResult result, Terminal terminal)
    {
        foreach (var entry in result.Log.Where(entry => entry.Level is not ("debug" or "info")))
        {
            var word =
                entry.Level == "err" ? "Error" : char.ToUpperInvariant(entry.Level[0]) + entry.Level[1..];
            terminal.Line($"{word}: {entry.Message}");
        }
        terminal.Show(result.Diagnostics);
    }
}
