using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Modules.Tests;

/// <summary><c>cases/modules</c>: a Puppetfile, what it asks for, and what is wrong with it.</summary>
public sealed class PuppetfileCaseTests
{
    public static TheoryData<string> Cases => CaseFile.In("modules");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_Puppetfile_is_read_as_the_case_says(string name)
    {
        var test = CaseFile.Read(name);
        var result = PuppetfileReader.Read(new SourceFile("Puppetfile", test["Puppetfile"]!));
        test.Expect("modules", Print(result.Puppetfile));
        if (test["diagnostics"] is not null || !result.Diagnostics.IsEmpty)
        {
            test.Expect("diagnostics", DiagnosticRenderer.Render(result.Diagnostics));
        }
    }

    private static string Print(Puppetfile file) =>
        string.Concat(
            Settings(file).Concat(file.Modules.Select(module => $"{module.Name}: {Print(module.Source)}\n"))
        );

    private static IEnumerable<string> Settings(Puppetfile file)
    {
        if (file.Forge is not null)
        {
            yield return $"forge {file.Forge}\n";
        }
        if (file.ModuleDirectory != "modules")
        {
            yield return $"moduledir {file.ModuleDirectory}\n";
        }
        if (file.Metadata is not null)
        {
            yield return "metadata\n";
        }
    }

    private static string Print(ModuleSource source) =>
        source switch
        {
            PathSource path => $"path {path.Path ?? "in place"}",
            GitSource git => $"git {git.Url} at {git.Reference ?? "default"}"
                + (git.Subdirectory.Length > 0 ? $" in {git.Subdirectory}" : ""),
            ForgeSource forge => $"forge {forge.Name} [{forge.Versions}]",
            _ => "?",
        };
}
