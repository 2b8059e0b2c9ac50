using System.Text;
using System.Text.Json;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// What is read of every resource type of the distribution's modules is what the reference knows when it runs
/// their Ruby: <c>cases/module-types/types.jsonl</c>, made by <c>tests/reference/types.rb</c>.
/// </summary>
public sealed class ModuleTypeTests
{
    private static readonly PuppetEnvironment Environment = new(
        new EnvironmentSource(Path.Combine(CaseFile.CasesRoot, "module-types"))
        {
            ModulePath = ["/usr/share/puppet/modules"],
        }
    );

    private static readonly Dictionary<string, JsonElement> Recorded = File.ReadLines(
            Path.Combine(CaseFile.CasesRoot, "module-types", "types.jsonl")
        )
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToDictionary(type => type.GetProperty("type").GetString()!);

    public static TheoryData<string> Types() => [.. Recorded.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_is_read_as_the_reference_knows_it(string name)
    {
        var type = Environment.FindResourceType(name);

        Assert.Equal(Expected(Recorded[name]), Actual(type!, Recorded[name]));
    }

    private static string Expected(JsonElement type)
    {
        var output = new StringBuilder();
        output.AppendLine(Lines(Texts(type.GetProperty("attributes"))));
        output.AppendLine(Lines(Texts(type.GetProperty("namevars"))));
        output.AppendLine($"isomorphic: {type.GetProperty("isomorphic").GetBoolean()}");
        foreach (var title in type.GetProperty("titles").EnumerateObject())
        {
            var said =
                title.Value.ValueKind == JsonValueKind.String
                    ? "no shape"
                    : string.Join(
                        ' ',
                        title.Value.EnumerateObject().Select(part => $"{part.Name}={part.Value}")
                    );
            output.AppendLine($"{title.Name}: {said}");
        }
        return output.ToString();
    }

    private static string Actual(ResourceType type, JsonElement recorded)
    {
        var output = new StringBuilder();
        output.AppendLine(
            Lines(
                type.Attributes.Where(attribute => attribute.Kind != AttributeKind.Metaparameter)
                    .Select(attribute =>
                        attribute.Kind == AttributeKind.Property ? attribute.Name + "=" : attribute.Name
                    )
            )
        );
        output.AppendLine(Lines(type.Namevars));
        output.AppendLine($"isomorphic: {type.IsIsomorphic}");
        foreach (var title in recorded.GetProperty("titles").EnumerateObject())
        {
            output.AppendLine($"{title.Name}: {Said(type, title.Name)}");
        }
        return output.ToString();
    }

    private static string Said(ResourceType type, string title)
    {
        if (type.TitlePatterns.Length == 0)
        {
            return $"{type.Namevar}={title}";
        }
        foreach (var pattern in type.TitlePatterns)
        {
            if (pattern.Match(title) is { } said)
            {
                return string.Join(' ', said.Select(part => $"{part.Key}={part.Value}"));
            }
        }
        return "no shape";
    }

    private static string Lines(IEnumerable<string> names) =>
        string.Join('\n', names.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.EnumerateArray().Select(item => item.GetString()!);
}
