namespace Bunraku.Bench;

/// <summary>Facts, a catalog without resources, a transaction, a report.</summary>
internal sealed class EmptyApply() : Scenario("empty-apply", "apply of an empty manifest")
{
    public override Contestants Prepare(string folder) =>
        new(
            new Contestant("`puppet apply -e ''`", Programs.PuppetApply(folder, "-e", "")),
            new Contestant("`bunraku apply -e ''`", Programs.BunrakuApply(folder, "-e", "")),
            new Contestant("`true`", new Command("true"))
        );
}
