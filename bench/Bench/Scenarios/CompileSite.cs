using System.Text.Json.Nodes;

namespace Bunraku.Bench;

/// <summary>
/// A node's catalog from real modules (Debian's packages) and given facts, by a command that starts cold:
/// both read the same case and print its outcome, so neither resolves facts.
/// </summary>
internal sealed class CompileSite(string site) : Scenario($"compile-{site}", $"compile `bench/{site}.pp`")
{
    private const string Modules = "/usr/share/puppet/modules";

    public override Contestants Prepare(string folder)
    {
        var cases = WriteCase(folder, File.ReadAllText(Path.Combine(Programs.Root, "bench", site + ".pp")));
        return new(
            new Contestant("the reference's compiler (`tests/reference/outcomes.rb`)", Reference(cases)),
            new Contestant("`bunraku outcome`", Programs.Bunraku(folder, "outcome", cases)),
            new Contestant("`bunraku --version`", Programs.Bunraku(folder, "--version"))
        );
    }

    /// <summary>The command that compiles the cases of a file with the reference.</summary>
    public static Command Reference(string cases) =>
        new("ruby", Path.Combine(Programs.Root, "tests/reference/outcomes.rb"), cases);

    /// <summary>Writes the manifest as a case for a Debian 12 machine; the file's path.</summary>
    public static string WriteCase(string folder, string manifest)
    {
        var facts = Path.Combine(Programs.Root, "cases/real-modules/facts/debian-12.json");
        var one = new JsonObject
        {
            ["id"] = "bench",
            ["manifest"] = manifest,
            ["facts"] = JsonNode.Parse(File.ReadAllText(facts)),
            ["modulepath"] = Modules,
            ["settings"] = new JsonObject { ["strict"] = "warning", ["strict_variables"] = false },
        };
        var path = Path.Combine(folder, "case.jsonl");
        File.WriteAllText(path, one.ToJsonString() + "\n");
        return path;
    }
}
