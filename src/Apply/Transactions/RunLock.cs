using System.Globalization;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Keeps two runs from changing one machine at once. The lock's file names the process that holds it.
/// </summary>
public sealed class RunLock : IDisposable
{
    private const int OwnerWrites = 0b110_100_100;
    private readonly FileLock held;
    private readonly string path;

    private RunLock(FileLock held, string path, int? killed)
    {
        this.held = held;
        this.path = path;
        Killed = killed;
    }

    /// <summary>The process number of a run that did not give the lock back.</summary>
    public int? Killed { get; }

    /// <summary>The lock, or null and the holder's process number (0 when it is not known).</summary>
    public static RunLock? TryTake(string path, out int holder)
    {
        try
        {
            // Not the framework's own file calls: they lock as well, and would find our lock.
            using var root = RootDirectory.Open("/");
            try
            {
                var held = FileLock.Acquire(path, TimeSpan.Zero);
                var killed = Named(root, path);
                holder = Environment.ProcessId;
                using var file = new StreamWriter(root.OpenWrite(path, OwnerWrites));
                file.Write(string.Create(CultureInfo.InvariantCulture, $"{holder}\n"));
                return new RunLock(held, path, killed);
            }
            catch (TimeoutException)
            {
                holder = Named(root, path) ?? 0;
                return null;
            }
        }
        catch (IOException failure)
        {
            throw failure is UnixException
                ? HostException.From(failure)
                : new HostException($"{failure.Message} - {path}", failure);
        }
    }

    private static int? Named(RootDirectory root, string path)
    {
        using var file = new StreamReader(root.OpenRead(path));
        return int.TryParse(file.ReadLine(), CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The file stays, empty: another run may be about to lock it.</summary>
    public void Dispose()
    {
        try
        {
            using var root = RootDirectory.Open("/");
            using var file = root.OpenWrite(path, OwnerWrites);
            file.SetLength(0);
        }
        catch (IOException)
        {
            // Its text is for people to read; the lock itself is given back all the same.
        }
        held.Dispose();
    }
}
