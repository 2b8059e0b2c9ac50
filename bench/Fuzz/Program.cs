using System.Globalization;

namespace Bunraku.Fuzz;

/// <summary>Feeds mutated manifests to everything that reads Puppet code (see <c>bench/fuzz</c>).</summary>
internal static class Program
{
    private const int UsageExitCode = 64;

    private static int Main(string[] arguments)
    {
        if (
            arguments is not [var seconds, var seed, var finds, .. var folders]
            || !int.TryParse(seconds, CultureInfo.InvariantCulture, out var duration)
            || !int.TryParse(seed, CultureInfo.InvariantCulture, out var start)
        )
        {
            Console.Error.WriteLine("usage: fuzz SECONDS SEED FINDS FOLDER…");
            return UsageExitCode;
        }
        Directory.CreateDirectory(finds);
        var corpus = Corpus.Read(folders);
        Console.WriteLine($"{corpus.Inputs.Length} inputs");
        new Campaign(corpus, new Finds(finds)).Run(TimeSpan.FromSeconds(duration), start);
        return 0;
    }
}
