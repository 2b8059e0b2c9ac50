using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Bunraku.Apply;

/// <summary>
/// Threads that work while one thread decides: what follows from a piece of work is done by the latter.
/// Most of them wait for processes, so they are threads of their own and not the pool's.
/// </summary>
internal sealed class Workers : IDisposable
{
    private readonly BlockingCollection<(Action Work, Action After)> waiting = [];
    private readonly BlockingCollection<Action> ended = [];
    private readonly List<Thread> threads = [];
    private readonly int most;

    public Workers(int most) => this.most = most;

    /// <summary>How many pieces of work were started and whose end was not taken.</summary>
    public int Busy { get; private set; }

    /// <param name="after">Is done by who takes the end.</param>
    public void Start(Action work, Action after)
    {
        Busy++;
        if (threads.Count < Math.Min(Busy, most))
        {
            var thread = new Thread(Run) { IsBackground = true };
            threads.Add(thread);
            thread.Start();
        }
        waiting.Add((work, after));
    }

    /// <summary>Waits for the end of some work; what is to be done then is the caller's.</summary>
    public Action TakeEnded()
    {
        var after = ended.Take();
        Busy--;
        return after;
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        threads.ForEach(thread => thread.Join());
        waiting.Dispose();
        ended.Dispose();
    }

    private void Run()
    {
        foreach (var (work, after) in waiting.GetConsumingEnumerable())
        {
            try
            {
                work();
                ended.Add(after);
            }
            catch (Exception mistake)
            {
                // A mistake of ours ends the run where it would have ended it without threads.
                var caught = ExceptionDispatchInfo.Capture(mistake);
                ended.Add(caught.Throw);
            }
        }
    }
}
