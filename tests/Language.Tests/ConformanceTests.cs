using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary>Trees and errors are those of the reference, recorded in <c>cases/conformance</c>.</summary>
public sealed partial class ConformanceTests
{
    private const string Prefix = "Could not parse for environment production: ";

    private static string Folder => Path.Combine(Bunraku.Tests.CaseFile.CasesRoot, "conformance");

    public static TheoryData<string> CasesWithTree() => Select(expected => TreeOf(expected) is not null);

    /// <summary>The cases that fail before anything is evaluated.</summary>
    public static TheoryData<string> CasesWithStaticError() =>
        Select(expected =>
            (TreeOf(expected) is null && expected.TryGetProperty("error", out _))
            || IssueOf(expected) is "ILLEGAL_DEFINITION_LOCATION" or "ILLEGAL_TOP_CONSTRUCT_LOCATION"
        );

    [Theory]
    [MemberData(nameof(CasesWithTree))]
    public void The_tree_prints_as_recorded(string name)
    {
        var result = PuppetParser.Parse(Manifest(name));
        Assert.Equal("", DiagnosticRenderer.Render(result.Diagnostics.Where(IsError)));
        Assert.Equal(TreeOf(Expected(name)), PnPrinter.Print(result.Program.Body));
        Assert.Equal("", DiagnosticRenderer.Render(PuppetChecker.Check(result.Program).Where(IsError)));
    }

    [Theory]
    [MemberData(nameof(CasesWithStaticError))]
    public void A_mistake_is_told_as_recorded(string name)
    {
        var expected = Expected(name).GetProperty("error");
        var errors = ErrorsIn(name);
        var message = PlaceAndNode.Replace(expected.GetProperty("message").GetString()!, "");
        if (
            message.EndsWith(
                $"Language validation logged {errors.Count} errors. Giving up",
                StringComparison.Ordinal
            )
        )
        {
            var logged = Expected(name)
                .GetProperty("logs")
                .EnumerateArray()
                .Select(log => log[1].GetString());
            Assert.Equal(logged.SkipLast(1), errors.Select(error => error.Reference!.Message));
            return;
        }
        Assert.NotEmpty(errors);
        Assert.Equal(message.Replace(Prefix, ""), errors[0].Reference!.Message);
        Assert.Equal(TextOf(expected, "issue_code"), errors[0].Reference!.IssueCode);
        var position = errors[0].Primary!.Span.Position;
        var line = errors[0].Reference!.HasPlace ? position.Line.ToString(CultureInfo.InvariantCulture) : "";
        Assert.Equal(PlaceOf(expected), line.Length > 0 ? $"{line}:{position.Column}" : "");
    }

    /// <summary>
    /// The static errors of a case: its manifest's, or else those of its first module file with any.
    /// </summary>
    private static List<Diagnostic> ErrorsIn(string name)
    {
        var errors = ErrorsIn(Manifest(name), null);
        var modules = Path.Combine(Folder, name, "modules");
        if (errors.Count > 0 || !Directory.Exists(modules))
        {
            return errors;
        }
        return Directory
            .EnumerateFiles(modules, "*.pp", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path: Path.GetRelativePath(modules, path), Text: File.ReadAllText(path)))
            .Select(file =>
                ErrorsIn(
                    new SourceFile("<ENV>/modules/" + file.Path, file.Text),
                    ModuleFile.NamespaceOf(file.Path)
                )
            )
            .FirstOrDefault(found => found.Count > 0, []);
    }

    private static List<Diagnostic> ErrorsIn(SourceFile file, string? expectedNamespace)
    {
        var result = PuppetParser.Parse(file);
        var settings = new CheckSettings(expectedNamespace);
        var all = result.HasErrors ? result.Diagnostics : PuppetChecker.Check(result.Program, settings);
        return [.. all.Where(IsError)];
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;

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

    private static string IssueOf(JsonElement expected) =>
        expected.TryGetProperty("error", out var error) ? TextOf(error, "issue_code") : "";

    private static string TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static string PlaceOf(JsonElement error)
    {
        // Where the reference forgets to set the place, its message may still end with it.
        var inMessage = PlaceInMessage.Match(error.GetProperty("message").GetString()!);
        return inMessage.Success ? $"{inMessage.Groups[1]}:{inMessage.Groups[2]}" : "";
    }

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

    [GeneratedRegex(@"( \((file: [^)]*, )?line: \d+, column: \d+\))? on node \S+$")]
    private static partial Regex PlaceAndNode { get; }

    [GeneratedRegex(@"line: (\d+), column: (\d+)\) on node \S+$")]
    private static partial Regex PlaceInMessage { get; }
}
