using System.Text.Json;
using System.Text.Json.Nodes;
using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Text;

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
        var difference = Difference(expected, Run(name, expected["case"]!.AsObject()));
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

    private static JsonObject Run(string name, JsonObject settings)
    {
        var directory = Path.Combine(Root, name);
        var facts = Path.Combine(directory, "facts.json");
        var environment = new PuppetEnvironment(
            new EnvironmentSource(directory)
            {
                Code = File.ReadAllText(Path.Combine(directory, "manifest.pp")),
                ModulePath = [Path.Combine(directory, "modules"), .. InstalledModules(settings)],
            }
        );
        var strict = settings["strict"]!.GetValue<string>();
        var request = new CompileRequest(environment, settings["node"]!.GetValue<string>())
        {
            Facts = Facts(File.Exists(facts) ? facts : Path.Combine(Root, "default-facts.json")),
            Settings = new CompileSettings
            {
                Strict = strict switch
                {
                    "error" => Severity.Error,
                    "warning" => Severity.Warning,
                    _ => null,
                },
                StrictVariables = settings["strict_variables"]!.GetValue<bool>(),
            },
        };
        var outcome = Outcome.Of(request, CatalogCompiler.Compile(request));
        var text = JsonText
            .Write(outcome)
            .Replace(directory, "<ENV>", StringComparison.Ordinal)
            .Replace("/usr/share/puppet/modules", "<MODULES>", StringComparison.Ordinal);
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>
    /// Where the distribution's packages put modules; cases that need one differ without it.
    /// </summary>
    private static IEnumerable<string> InstalledModules(JsonObject settings) =>
        settings.ContainsKey("requires_modules") ? ["/usr/share/puppet/modules"] : [];

    private static HashValue Facts(string path) =>
        (HashValue)ToValue(JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    private static Value ToValue(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => HashValue.Of(
                json.EnumerateObject()
                    .Select(p => KeyValuePair.Create<Value, Value>(p.Name, ToValue(p.Value)))
            ),
            JsonValueKind.Array => ArrayValue.Of(json.EnumerateArray().Select(ToValue)),
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Number => json.TryGetInt64(out var number)
                ? number
                : new FloatValue(json.GetDouble()),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => UndefValue.Instance,
        };

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
