namespace Bunraku.Bench;

/// <summary>What every command pays before it does anything.</summary>
internal sealed class StartUp() : Scenario("start-up", "start: `--version`")
{
    public override Contestants Prepare(string folder) =>
        new(
            new Contestant("`puppet --version`", new Command("puppet", "--version")),
            new Contestant("`bunraku --version`", Programs.Bunraku(folder, "--version")),
            new Contestant("`true`", new Command("true"))
        );
}
