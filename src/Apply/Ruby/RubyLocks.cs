namespace Bunraku.Apply;

/// <summary>The files that Ruby code has locked (<c>flock</c>), by numbers that it gives back.</summary>
internal sealed class RubyLocks(RubyWorld world)
{
    private readonly Dictionary<long, IDisposable> held = [];
    private long last;

    /// <summary>The number of the lock, or null when another process has the file.</summary>
    public long? Take(string path)
    {
        if (world.Host.TryLock(path) is not { } taken)
        {
            return null;
        }
        held[++last] = taken;
        return last;
    }

    public void Release(long key)
    {
        if (held.Remove(key, out var taken))
        {
            taken.Dispose();
        }
    }
}
