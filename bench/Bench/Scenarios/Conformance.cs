namespace Bunraku.Bench;

/// <summary>All conformance cases, each an environment of its own.</summary>
internal sealed class Conformance() : Scenario("conformance", "the outcomes of all conformance cases")
{
    public override Contestants Prepare(string folder)
    {
        var cases = Path.Combine(Programs.Root, "cases/conformance");
        return new(
            new Contestant(
                "the reference's compiler (`tests/reference/outcomes.rb`)",
                CompileSite.Reference(cases)
            ),
            new Contestant("`bunraku outcome`", Programs.Bunraku(folder, "outcome", cases)),
            new Contestant("each file read, in C#", () => Read(cases))
        );
    }

    private static void Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            _ = File.ReadAllBytes(file);
        }
    }
}
