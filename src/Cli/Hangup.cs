using System.Globalization;
using System.Runtime.InteropServices;

namespace Bunraku.Cli;

/// <summary>
/// The end of the terminal (SIGHUP) stops a command as the other signals do: what is at hand is told and
/// written down. Under <c>nohup</c> it is not listened to.
/// </summary>
internal static class Hangup
{
    private const string Ignored = "SigIgn:";

    public static IDisposable? Cancels(CancellationTokenSource stop) =>
        IsIgnored()
            ? null
            : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, stop));

    /// <summary>The second time nobody waits any longer, and the command may have ended meanwhile.</summary>
    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        try
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            context.Cancel = true;
        }
    }

    private static bool IsIgnored()
    {
        try
        {
            var mask = File.ReadLines("/proc/self/status")
                .FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal))
                ?[Ignored.Length..].Trim();
            // Its number is 1, the lowest bit.
            return ulong.TryParse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
                && (bits & 1) != 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
