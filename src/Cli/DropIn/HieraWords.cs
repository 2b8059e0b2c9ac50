using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>The command line of Hiera 3 in words of ours.</summary>
internal static class HieraWords
{
    private static readonly string[] Options =
    [
        "--config",
        "--debug",
        "--array",
        "--hash",
        "--json",
        "--yaml",
        "--format",
        "--version",
    ];

    public static IReadOnlyList<string> Translate(IReadOnlyList<string> words)
    {
        var options = new List<string> { "lookup" };
        var rest = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var value = i + 1 < words.Count ? words[i + 1] : "";
            switch (words[i])
            {
                case "-c" or "--config":
                    options.AddRange(["--hiera_config", value]);
                    i++;
                    break;
                case "-a" or "--array":
                    options.AddRange(["--merge", "unique"]);
                    break;
                case "-h" or "--hash":
                    options.AddRange(["--merge", "hash"]);
                    break;
                case "-j" or "--json" or "-y" or "--yaml":
                    options.AddRange(["--facts", value]);
                    i++;
                    break;
                case "-f" or "--format":
                    options.AddRange(["--render-as", value == "ruby" ? "s" : value]);
                    i++;
                    break;
                case "-d" or "--debug":
                    break;
                case ['-', _, ..] unknown:
                    throw new DiagnosticException(CliDiagnostics.UnknownOption("hiera", unknown, Options));
                default:
                    rest.Add(words[i]);
                    break;
            }
        }
        if (!options.Contains("--render-as"))
        {
            options.AddRange(["--render-as", "s"]);
        }
        // Behind the key stand variables, then what stands in for a missing value.
        var variables = rest.Skip(1).Where(word => word.Contains('=', StringComparison.Ordinal));
        options.AddRange(variables.SelectMany(word => (string[])["--fact", word.TrimStart(':')]));
        var standIn =
            rest.Skip(1).LastOrDefault(word => !word.Contains('=', StringComparison.Ordinal)) ?? "nil";
        return [.. options, "--default", standIn, .. rest.Take(1)];
    }
}
