using System.Collections.Concurrent;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Work done on all cores, its results taken in the order of its numbers.</summary>
internal static class OrderedWork
{
    /// <summary>How many results may wait for one that takes longer.</summary>
    private const int Ahead = 32;

    public static void Run<T>(int count, Func<int, T> work, Action<T> take, CancellationToken cancellation)
    {
        var next = -1;
        var done = new ConcurrentDictionary<int, T>();
        using var room = new SemaphoreSlim(Ahead);
        using var news = new SemaphoreSlim(0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var threads = new List<Thread>();
        for (var i = 0; i < Math.Min(count, Environment.ProcessorCount); i++)
        {
            // What is allowed to nest must not depend on whose thread it is.
            threads.Add(DeepStack.Start(Work));
        }
        try
        {
            for (var turn = 0; turn < count; turn++)
            {
                T? result;
                while (!done.TryRemove(turn, out result))
                {
                    news.Wait(cancellation);
                }
                take(result);
                room.Release();
            }
        }
        finally
        {
            stop.Cancel();
            threads.ForEach(thread => thread.Join());
        }

        void Work()
        {
            try
            {
                while (true)
                {
                    room.Wait(stop.Token);
                    if (Interlocked.Increment(ref next) is var mine && mine >= count)
                    {
                        return;
                    }
                    done[mine] = work(mine);
                    news.Release();
                }
            }
            catch (OperationCanceledException)
            {
                // Whoever cancelled tells.
            }
        }
    }
}
