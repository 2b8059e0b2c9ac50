namespace Bunraku.Apply;

/// <summary>How a process ended and what it wrote.</summary>
/// <param name="ExitCode">128 and the signal's number when a signal ended it, as a shell says.</param>
/// <param name="Error">Empty when the request merged both outputs.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public bool TimedOut { get; init; }

    public bool Succeeded => ExitCode == 0 && !TimedOut;
}
