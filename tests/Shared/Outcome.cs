namespace Bunraku.Tests;

/// <summary>What a program that has ended left: its exit code and what it printed.</summary>
internal sealed record Outcome(string Command, int ExitCode, string Output, string Errors)
{
    /// <summary>What it printed; an exit code other than zero throws what it complained.</summary>
    public string Succeeded =>
        ExitCode == 0
            ? Output
            : throw new InvalidOperationException($"{Command} ended with {ExitCode}: {Errors}{Output}");
}
