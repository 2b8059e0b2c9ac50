namespace Bunraku.Apply;

/// <summary>Processes that Ruby code has started beside itself, by their numbers.</summary>
internal sealed class RubyChildren
{
    /// <summary>How long a process may take to begin.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<int, Task<ProcessResult>> running = [];

    /// <summary>The number of a process that has begun; throws what kept it from that.</summary>
    public int Start(ProcessRequest request, Func<ProcessRequest, ProcessResult> run)
    {
        var begun = new TaskCompletionSource<int>();
        var task = Task.Factory.StartNew(
            () => run(request with { OnStart = pid => begun.TrySetResult(pid) }),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        Task.WaitAny([begun.Task, task], LongestStart);
        if (task.IsFaulted)
        {
            task.GetAwaiter().GetResult();
        }
        // Hosts that exist on paper only tell no number.
        var number = begun.Task.IsCompleted ? begun.Task.Result : running.Keys.LastOrDefault() + 1;
        running[number] = task;
        return number;
    }

    public bool Has(int? number) => number is { } one ? running.ContainsKey(one) : running.Count > 0;

    /// <summary>
    /// The process of that number, or any one, when it ends in time; it is forgotten then.
    /// </summary>
    public (int Number, ProcessResult Result)? Wait(int? number, TimeSpan? patience)
    {
        var awaited = running.Where(pair => number is null || pair.Key == number).ToList();
        var at = Task.WaitAny([.. awaited.Select(pair => pair.Value)], patience ?? Timeout.InfiniteTimeSpan);
        if (at < 0)
        {
            return null;
        }
        var (found, task) = awaited[at];
        running.Remove(found);
        return (found, task.GetAwaiter().GetResult());
    }
}
