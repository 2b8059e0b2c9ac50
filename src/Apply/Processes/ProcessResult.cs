namespace Bunraku.Apply;

/// <summary>
/// How a process ended and what it wrote; bytes that are no UTF-8 are kept as <c>UnixText</c> does.
/// </summary>
/// <param name="ExitCode">128 and the signal's number when a signal ended it, as a shell says.</param>
/// <param name="Error">Empty when the request merged both outputs.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>The signal that ended it, if one did.</summary>
    public int? Signal { get; init; }

    public bool TimedOut { get; init; }

    /// <summary>Whether it wrote more than the request allows, and the rest is lost.</summary>
    public bool IsTruncated { get; init; }

    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>
    /// Signal in the lower seven bits of a wait status, exit code in its second byte: wait(2).
    /// </summary>
    internal static ProcessResult FromWaitStatus(int status, string output, string error)
    {
        var signal = status & 0x7F;
        return signal == 0
            ? new ProcessResult((status >> 8) & 0xFF, output, error)
            : new ProcessResult(128 + signal, output, error) { Signal = signal };
    }
}
