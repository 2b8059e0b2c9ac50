namespace Bunraku.Bench;

/// <summary>All manifests of Debian's module packages, checked by one command that starts cold.</summary>
internal sealed class ValidateModules() : Scenario("validate-modules", "validate all Debian modules, cold")
{
    private const string Modules = "/usr/share/puppet/modules";

    public override Contestants Prepare(string folder)
    {
        var files = Directory
            .EnumerateFiles(Modules, "*.pp", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToList();
        return new(
            new Contestant(
                "`puppet parser validate`",
                // Some hold classes that do not fit their file's name, which it says after having read all.
                new Command("puppet", ["parser", "validate", .. files]) { ExitCodes = [0, 1] }
            ),
            new Contestant(
                "`bunraku validate`",
                Programs.Bunraku(folder, ["validate", .. files]) with
                {
                    ExitCodes = [0, 1],
                }
            ),
            new Contestant("each file read, in C#", () => files.ForEach(file => File.ReadAllBytes(file)))
        );
    }
}
