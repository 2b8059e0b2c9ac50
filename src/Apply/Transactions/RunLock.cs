using System.Globalization;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>Keeps two runs from changing one machine at once. The lock's file names the process that holds it.</summary>
public sealed class RunLock : IDisposable
{
    private readonly FileLock held;

    private RunLock(FileLock held) => this.held = held;

    /// <summary>The lock, or null and the holder's process number (0 when it is not known).</summary>
    public static RunLock? TryTake(string path, out int holder)
    {
        try
        {
            var held = FileLock.Acquire(path, TimeSpan.Zero);
            holder = Environment.ProcessId;
            File.WriteAllText(path, $"{holder.ToString(CultureInfo.InvariantCulture)}\n");
            return new RunLock(held);
        }
        catch (TimeoutException)
        {
            var isKnown = int.TryParse(
                File.ReadAllText(path),
                NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out holder
            );
            holder = isKnown ? holder : 0;
            return null;
        }
        catch (IOException failure)
        {
            throw HostException.From(failure);
        }
    }

    public void Dispose() => held.Dispose();
}
