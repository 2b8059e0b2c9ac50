namespace Bunraku.Cli;

/// <summary>A word as shells take it literally.</summary>
internal static class ShellWord
{
    public static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
