using System.Globalization;
using Bunraku.Language;
using Bunraku.Text;

namespace Bunraku.Bench;

/// <summary>Parsing and static checks of all manifests of Debian's module packages.</summary>
internal sealed class ParseModules() : Scenario("parse-modules", "parse and check all Debian modules")
{
    private const string Modules = "/usr/share/puppet/modules";

    public override Contestants Prepare(string folder)
    {
        var files = Directory
            .EnumerateFiles(Modules, "*.pp", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToList();
        var megabytes = files.Sum(file => new FileInfo(file).Length) / 1e6;
        var amount = string.Create(CultureInfo.InvariantCulture, $"{files.Count} files, {megabytes:0.00} MB");
        return new(
            new Contestant(
                $"`puppet parser validate` of {amount}, its start included",
                // Some hold classes that do not fit their file's name, which it says after having read all.
                new Command("puppet", ["parser", "validate", .. files]) { ExitCodes = [0, 1] }
            ),
            new Contestant("parser and checker in a warm process, one thread", () => Parse(files)),
            new Contestant("each file read, in C#", () => Read(files))
        );
    }

    private static void Parse(List<string> files)
    {
        foreach (var path in files)
        {
            var parsed = PuppetParser.Parse(new SourceFile(path, File.ReadAllText(path)));
            _ = PuppetChecker.Check(
                parsed.Program,
                new CheckSettings(ModuleFile.NamespaceOf(Path.GetRelativePath(Modules, path)))
            );
        }
    }

    private static void Read(List<string> files)
    {
        foreach (var path in files)
        {
            _ = File.ReadAllText(path);
        }
    }
}
