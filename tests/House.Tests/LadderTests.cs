using System.Xml.Linq;

namespace Bunraku.House.Tests;

/// <summary>
/// Rooms reference lower steps only, and only those that the ladder names (ARCHITECTURE.md).
/// </summary>
public sealed class LadderTests
{
    private static readonly Dictionary<string, string[]> Ladder = new()
    {
        ["Text"] = [],
        ["Unix"] = [],
        ["Roster"] = [],
        ["Language"] = ["Text"],
        ["Model"] = ["Text"],
        ["Modules"] = ["Text"],
        ["Oci"] = ["Text", "Unix"],
        ["Ruby"] = ["Text"],
        ["Compiler"] = ["Language", "Model", "Modules", "Ruby"],
        ["Apply"] = ["Model", "Ruby", "Unix"],
        ["Images"] = ["Compiler", "Apply", "Oci"],
        ["Cli"] = ["Images", "Compiler", "Apply", "Oci", "Language", "Model", "Modules", "Text", "Unix"],
    };

    [Fact]
    public void Rooms_reference_only_what_the_ladder_names()
    {
        foreach (var project in SourceTree.Files("src", "*.csproj"))
        {
            var room = Path.GetFileNameWithoutExtension(project);
            Assert.True(Ladder.ContainsKey(room), $"{room} is not on the ladder");
            var references = XDocument
                .Load(project)
                .Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
                .Where(name => name != "Roster");
            SourceTree.ExpectNone(
                references.Except(Ladder[room]).Select(name => $"{room} references {name}")
            );
        }
    }
}
