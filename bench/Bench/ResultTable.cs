using System.Globalization;
using System.Text;

namespace Bunraku.Bench;

/// <summary>Results as Markdown: a table, and below it how each contestant did the work.</summary>
internal sealed class ResultTable(TextWriter output)
{
    private readonly StringBuilder legend = new();

    public void Begin()
    {
        output.WriteLine("| scenario | reference | Bunraku | times faster | floor | memory |");
        output.WriteLine("|---|---|---|---|---|---|");
    }

    public void Add(Scenario scenario, Contestants contestants, IReadOnlyList<Measurement> measurements)
    {
        var (reference, bunraku, floor) = (measurements[0], measurements[1], measurements[2]);
        var ratio = reference.Median / bunraku.Median;
        output.WriteLine(
            $"| {scenario.What} | {Times(reference)} | **{Times(bunraku)}** | {Ratio(ratio)} | {Times(floor)} "
                + $"| {Memory(reference)} / {Memory(bunraku)} |"
        );
        legend.Append(
            CultureInfo.InvariantCulture,
            $"""
            - *{scenario.What}* (`{scenario.Name}`): {contestants.Reference.What}; {contestants.Bunraku.What};
              floor: {contestants.Floor.What}.

            """
        );
    }

    public void End(int runs)
    {
        output.WriteLine();
        output.WriteLine(
            $"Medians of {runs.ToString(CultureInfo.InvariantCulture)} runs in turns (least-most); memory is the peak of one more run, reference / Bunraku."
        );
        output.WriteLine();
        output.Write(legend);
    }

    private static string Times(Measurement one) =>
        $"{Seconds(one.Median)} ({Seconds(one.Least)}-{Seconds(one.Most)})";

    private static string Seconds(double seconds) =>
        seconds < 1
            ? (seconds * 1000).ToString(seconds < 0.01 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms"
            : seconds.ToString("0.00", CultureInfo.InvariantCulture) + " s";

    private static string Ratio(double ratio) =>
        ratio.ToString(ratio < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Memory(Measurement one) =>
        one.PeakBytes is { } bytes
            ? (bytes / (1024.0 * 1024)).ToString("0", CultureInfo.InvariantCulture) + " MiB"
            : "–";
}
