using System.Diagnostics;

namespace Bunraku.Bench;

/// <summary>The times of one contestant's runs, and its peak of memory if that was measured.</summary>
internal sealed record Measurement(IReadOnlyList<double> Seconds, long? PeakBytes)
{
    public double Median => Seconds.Order().ElementAt(Seconds.Count / 2);

    public double Least => Seconds.Min();

    public double Most => Seconds.Max();

    /// <summary>
    /// Measures contestants in turns (A B C, A B C), so that what disturbs the machine disturbs all of
    /// them; a
    /// first turn warms caches and is not counted.
    /// </summary>
    public static IReadOnlyList<Measurement> Interleaved(IReadOnlyList<Contestant> contestants, int runs)
    {
        var seconds = contestants.Select(_ => new List<double>()).ToList();
        for (var run = 0; run <= runs; run++)
        {
            for (var i = 0; i < contestants.Count; i++)
            {
                var took = Time(contestants[i]);
                if (run > 0)
                {
                    seconds[i].Add(took);
                }
            }
        }
        return [.. contestants.Select((contestant, i) => new Measurement(seconds[i], PeakOf(contestant)))];
    }

    private static double Time(Contestant contestant)
    {
        contestant.Prepare();
        var start = Stopwatch.GetTimestamp();
        contestant.Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static long? PeakOf(Contestant contestant)
    {
        contestant.Prepare();
        return contestant.Command?.MeasurePeakBytes();
    }
}
