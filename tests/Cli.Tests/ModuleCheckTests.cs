using System.Text.Json.Nodes;
using Bunraku.Tests;

namespace Bunraku.Cli.Tests;

/// <summary>
/// What <c>modules check</c> says of the distribution's modules is what happens when their functions are
/// called and their types are declared.
/// </summary>
public sealed class ModuleCheckTests
{
    private const string Modules = "/usr/share/puppet/modules";

    private const string NeedsAnotherGem = "function redisget: cannot load such file -- redis";

    [Fact]
    public void What_is_said_to_run_is_known_when_it_is_used()
    {
        string[] command = ["modules", "check", "--json", "--modulepath", Modules];
        var told = RealProgram.Try(Product.Executable, command);
        Assert.Equal(1, told.ExitCode);
        var parts = JsonNode
            .Parse(told.Output)!
            .AsArray()
            .SelectMany(module => module!["parts"]!.AsArray())
            .Select(part => part!.AsObject())
            .ToList();

        Assert.True(parts.Count > 1_000, $"only {parts.Count} parts were found");
        Assert.Equal(
            [NeedsAnotherGem],
            parts
                .Where(part => (string?)part["runs"] == "not")
                .Select(part => $"{part["kind"]} {part["name"]}: {part["reason"]}")
        );
        var uses = parts.Where(part => (string?)part["runs"] != "not").Select(Use).OfType<string>();
        var outcomes = RealProgram
            .Try(Product.Executable, ["outcome", "-"], input: string.Concat(uses))
            .Succeeded.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .ToList();
        Assert.True(outcomes.Count > 400, $"only {outcomes.Count} parts were used");
        Assert.Empty(outcomes.Where(IsUnknown).Select(outcome => $"{outcome["id"]}: {outcome["error"]}"));
    }

    /// <summary>A case that calls a function or declares a resource; null for other parts.</summary>
    private static string? Use(JsonObject part)
    {
        var name = (string)part["name"]!;
        var code = (string?)part["kind"] switch
        {
            "function" => $"$x = {name}()",
            "type" => $"{name} {{ 'x': }}",
            _ => null,
        };
        return code is null
            ? null
            : new JsonObject
            {
                ["id"] = $"{part["kind"]} {name}",
                ["manifest"] = code,
                ["modulepath"] = Modules,
            }.ToJsonString() + "\n";
    }

    private static bool IsUnknown(JsonNode outcome) =>
        (string?)outcome["error"]?["issue_code"] is "UNKNOWN_FUNCTION" or "UNKNOWN_RESOURCE_TYPE"
        || (string?)outcome["outcome"] == "crash";
}
