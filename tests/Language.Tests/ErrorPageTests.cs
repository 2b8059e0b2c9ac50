using System.Text.RegularExpressions;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Language.Tests;

/// <summary>Each code of the room has a page and a case, and the examples on the pages are true.</summary>
public sealed partial class ErrorPageTests
{
    private static string Pages => Path.Combine(CaseFile.Root, "docs", "errors");

    public static TheoryData<string> Codes()
    {
        var sources = Path.Combine(CaseFile.Root, "src", "Language", "Diagnostics");
        var found = Directory
            .EnumerateFiles(sources)
            .SelectMany(path => Code.Matches(File.ReadAllText(path)));
        return [.. found.Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_code_has_a_page_and_a_case_and_the_examples_are_true(string code)
    {
        var @case = CaseFile.Read(Path.Combine("language", "diagnostics", code + ".case"));
        Assert.Contains($"[{code}]", @case["diagnostics"]);
        var page = File.ReadAllText(Path.Combine(Pages, code + ".md"));
        Assert.StartsWith($"# `{code}`\n\n", page);
        var examples = Example.Matches(page);
        if (examples.Count == 0)
        {
            return;
        }
        Assert.Equal(2, examples.Count);
        Assert.Contains(code, CodesIn(examples[0]));
        Assert.DoesNotContain(code, CodesIn(examples[1]));
    }

    private static IEnumerable<string> CodesIn(Match example)
    {
        var file = new SourceFile("example", example.Groups[3].Value);
        var result =
            example.Groups[1].Value == "epp" ? PuppetParser.ParseEpp(file) : PuppetParser.Parse(file);
        var path = example.Groups[2].Value.Trim();
        var settings = new CheckSettings(path.Length > 0 ? ModuleFile.NamespaceOf(path) : null);
        var found = result.Diagnostics.Concat(PuppetChecker.Check(result.Program, settings));
        return found.Select(diagnostic => diagnostic.Code);
    }

    [GeneratedRegex(@"(?:Make|return Make)\(\s*""([a-z-]+)""")]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"```(puppet|epp)( \S+)?\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example { get; }
}
