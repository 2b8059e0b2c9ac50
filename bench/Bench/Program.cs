using System.Globalization;

namespace Bunraku.Bench;

/// <summary>Runs scenarios and prints their table (see <c>bench/run</c>).</summary>
internal static class Program
{
    private const int DefaultRuns = 5;

    private static int Main(string[] arguments)
    {
        var words = new Queue<string>(arguments);
        var runs = DefaultRuns;
        var names = new List<string>();
        while (words.TryDequeue(out var word))
        {
            switch (word)
            {
                case "--list":
                    return List();
                case "--runs" when words.TryDequeue(out var number):
                    runs = int.Parse(number, CultureInfo.InvariantCulture);
                    break;
                default:
                    names.Add(word);
                    break;
            }
        }
        var unknown = names.Except(Scenarios().Select(scenario => scenario.Name)).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine($"no scenario `{unknown[0]}`; `bench/run --list` names them");
            return 64;
        }
        Run(Scenarios().Where(scenario => names.Count == 0 || names.Contains(scenario.Name)), runs);
        return 0;
    }

    private static IEnumerable<Scenario> Scenarios() =>
        [
            new StartUp(),
            new EmptyApply(),
            new ManyFiles(1000, isInSync: true),
            new ManyFiles(1000, isInSync: false),
            new ManyFiles(5000, isInSync: true),
            new ManyFiles(5000, isInSync: false),
            new ParseModules(),
            new ValidateModules(),
            new ParseRuby(),
            new CompileSite("apache"),
            new CompileSite("site"),
            new CompileWarm("apache"),
            new CompileWarm("site"),
            new CompileSite("vhost"),
            new CompileWarm("vhost"),
            new CompileFiles(5000),
            new RunRuby(),
            new Conformance(),
            new RebuildImage(changesValue: true),
            new RebuildImage(changesValue: false),
        ];

    private static int List()
    {
        foreach (var scenario in Scenarios())
        {
            Console.WriteLine($"{scenario.Name, -22} {scenario.What}");
        }
        return 0;
    }

    private static void Run(IEnumerable<Scenario> scenarios, int runs)
    {
        Console.WriteLine(Machine.Describe());
        Console.WriteLine();
        var table = new ResultTable(Console.Out);
        table.Begin();
        foreach (var scenario in scenarios)
        {
            var folder = Directory.CreateTempSubdirectory("bunraku-bench-").FullName;
            using (scenario)
            {
                var contestants = scenario.Prepare(folder);
                table.Add(scenario, contestants, Measurement.Interleaved([.. contestants.All], runs));
            }
            Directory.Delete(folder, recursive: true);
        }
        table.End(runs);
    }
}
