using System.Text.Json;
using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary>Trees and errors are those of the reference, recorded in <c>cases/conformance</c>.</summary>
public sealed class ConformanceTests
{
    private static string Folder => Path.Combine(Bunraku.Tests.CaseFile.CasesRoot, "conformance");

    public static TheoryData<string> CasesWithTree() => Select(expected => TreeOf(expected) is not null);

    [Theory]
    [MemberData(nameof(CasesWithTree))]
    public void The_tree_prints_as_recorded(string name)
    {
        var result = PuppetParser.Parse(Manifest(name));
        Assert.Equal(
            "",
            DiagnosticRenderer.Render(result.Diagnostics.Where(d => d.Severity == Severity.Error))
        );
        Assert.Equal(TreeOf(Expected(name)), PnPrinter.Print(result.Program.Body));
    }

    private static SourceFile Manifest(string name) =>
        new("manifest.pp", File.ReadAllText(Path.Combine(Folder, name, "manifest.pp")));

    private static JsonElement Expected(string name)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Folder, name, "expected.json"))
        );
        return document.RootElement.Clone();
    }

    private static string? TreeOf(JsonElement expected) =>
        expected.TryGetProperty("ast_pn", out var tree) ? tree.GetString() : null;

    private static TheoryData<string> Select(Func<JsonElement, bool> wanted)
    {
        var data = new TheoryData<string>();
        foreach (var folder in Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            if (wanted(Expected(name)))
            {
                data.Add(name);
            }
        }
        return data;
    }
}
