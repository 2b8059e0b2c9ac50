namespace Bunraku.Cli;

/// <summary>What the process ends with (docs/exit-codes.md).</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The user's mistake or the world's failure; a diagnostic said which.</summary>
    public const int Failure = 1;

    /// <summary>Ctrl-C or a termination signal, as shells report it.</summary>
    public const int Interrupted = 130;
}
