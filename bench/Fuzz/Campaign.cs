using System.Diagnostics;

namespace Bunraku.Fuzz;

/// <summary>Runs trial after trial, and says every minute how far it is.</summary>
internal sealed class Campaign(Corpus corpus, Finds finds)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Of the processor: the machine may have other things to do.</summary>
    private static readonly TimeSpan LongestTrial = TimeSpan.FromSeconds(5);

    /// <summary>A trial that has not come to its end after this never will.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(3);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long trialBegan;

    public void Run(TimeSpan duration, int seed)
    {
        var mutation = new Mutation(corpus, new Random(seed));
        var told = TimeSpan.Zero;
        var trials = 0;
        new Thread(Watch) { IsBackground = true }.Start();
        while (clock.Elapsed < duration)
        {
            Try(mutation.Next());
            trials++;
            if (clock.Elapsed - told > Interval)
            {
                told = clock.Elapsed;
                Tell(trials);
            }
        }
        Tell(trials);
    }

    private void Tell(int trials) =>
        Console.WriteLine($"{trials} trials, {clock.Elapsed.TotalSeconds:0} seconds, {finds.Count} finds");

    private void Try(Input input)
    {
        finds.Begin(input);
        var began = Environment.CpuUsage.TotalTime;
        Volatile.Write(ref trialBegan, Stopwatch.GetTimestamp());
        try
        {
            if (Trial.Problem(input) is { } problem)
            {
                finds.Add(input, problem, problem);
            }
        }
        catch (Exception exception)
        {
            // What no room expected is what is looked for.
            finds.Add(input, exception.ToString(), Sort(exception));
        }
        var took = Environment.CpuUsage.TotalTime - began;
        if (took > LongestTrial)
        {
            finds.Add(input, $"took {took.TotalSeconds:0} seconds", $"slow {input.Text.Length}");
        }
    }

    /// <summary>What failed where.</summary>
    private static string Sort(Exception exception) =>
        exception.GetType().Name + string.Join('\n', (exception.StackTrace ?? "").Split('\n').Take(3));

    private void Watch()
    {
        while (true)
        {
            Thread.Sleep(Interval / 10);
            if (trialBegan != 0 && Stopwatch.GetElapsedTime(Volatile.Read(ref trialBegan)) > Hang)
            {
                Environment.FailFast("a trial does not end");
            }
        }
    }
}
