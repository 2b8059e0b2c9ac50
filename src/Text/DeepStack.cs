using System.Runtime.ExceptionServices;

namespace Bunraku.Text;

/// <summary>
/// Runs work that recurses as deep as code may be nested on a thread whose stack is large enough for it,
/// whatever the limits of the shell are.
/// </summary>
public static class DeepStack
{
    private const int StackBytes = 128 << 20;
    private const string ThreadName = "deep stack";

    /// <summary>Runs it here when this is such a thread already.</summary>
    public static T Run<T>(Func<T> work)
    {
        if (Thread.CurrentThread.Name == ThreadName)
        {
            return work();
        }
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        Start(() =>
            {
                try
                {
                    result = work();
                }
                catch (Exception exception)
                {
                    // Carried over to the thread that waits, which knows what to do about it.
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            })
            .Join();
        failure?.Throw();
        return result!;
    }

    /// <summary>
    /// A thread that has begun with work whose failures are its own affair; the process does not wait for it.
    /// </summary>
    public static Thread Start(Action work)
    {
        var thread = new Thread(() => work(), StackBytes) { Name = ThreadName, IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>
    /// Applies work to each item on as many threads as there are processors; results in order.
    /// </summary>
    public static TResult[] Map<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, TResult> work)
    {
        var results = new TResult[items.Count];
        var next = -1;
        var threads = Math.Clamp(items.Count, 1, Environment.ProcessorCount);
        var failures = new ExceptionDispatchInfo?[threads];
        var running = Enumerable
            .Range(0, threads)
            .Select(worker => Start(() => failures[worker] = TakeTurns()))
            .ToList();
        running.ForEach(thread => thread.Join());
        failures.FirstOrDefault(failure => failure is not null)?.Throw();
        return results;

        ExceptionDispatchInfo? TakeTurns()
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < items.Count; )
                {
                    results[i] = work(items[i]);
                }
                return null;
            }
            catch (Exception exception)
            {
                return ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
