using System.Text.Json.Nodes;
using Bunraku.Tests;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// Every case of <c>cases/conformance</c> comes out as the reference recorded it, but for those that
/// <c>cases/DIFFERENCES.md</c> lists, which must still differ.
/// </summary>
public sealed class ConformanceTests
{
    private static readonly string[] Compared = ["outcome", "error", "catalog", "value", "logs"];

    private static string Root => Path.Combine(CaseFile.CasesRoot, "conformance");

    public static TheoryData<string> Cases() =>
        [
            .. Directory
                .EnumerateDirectories(Root)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_the_reference_recorded_it(string name)
    {
        var expected = JsonNode
            .Parse(File.ReadAllText(Path.Combine(Root, name, "expected.json")))!
            .AsObject();
        var difference = Difference(expected, Run(name));
        if (Differences.Listed.Contains(name))
        {
            Assert.True(
                difference is not null,
                $"{name} is listed in cases/DIFFERENCES.md, but no longer differs"
            );
        }
        else
        {
            Assert.True(difference is null, difference);
        }
    }

    private static JsonObject Run(string name)
    {
        var one = OutcomeCaseReader.ReadFolder(Path.Combine(Root, name), new EnvironmentFiles());
        return JsonNode.Parse(new OutcomeTelling().Tell(one, "no scratch is needed").Text)!.AsObject();
    }

    /// <summary>The first thing that is not as expected, or null.</summary>
    private static string? Difference(JsonObject expected, JsonObject actual)
    {
        if (expected["error"]?["match"]?.GetValue<string>() == "any-error")
        {
            return actual["error"] is null ? "an error was expected" : null;
        }
        foreach (var part in Compared)
        {
            var (wanted, got) = (Print(expected[part]), Print(actual[part]));
            if (wanted != got)
            {
                return $"{part}:\n  expected {wanted}\n  actual   {got}\n  error    {Print(actual["error"])}";
            }
        }
        return null;
    }

    private static string Print(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
