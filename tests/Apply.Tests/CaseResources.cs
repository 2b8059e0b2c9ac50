using System.Collections.Immutable;
using System.Text.Json;
using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Resources as cases write them: a section <c>--- resource: Type[title]</c> with the attributes as a JSON
/// object. A type with colons is a defined one; <c>{"Sensitive": …}</c> is a secret; <c>"in"</c> names the
/// container.
/// </summary>
internal static class CaseResources
{
    public static Catalog Catalog(CaseFile @case)
    {
        var sections = @case.Sections.Where(section => section.Name == "resource");
        var resources = new List<Resource>
        {
            new(new ResourceReference("Stage", "main")),
            new(new ResourceReference("Class", "Main")),
        };
        var edges = new List<Edge> { new(resources[0].Reference, resources[1].Reference) };
        foreach (var section in sections)
        {
            var attributes = Attributes(section.Body).ToList();
            var container = attributes.Find(a => a.Key == "in").Value?.ToString() ?? "Class[Main]";
            var reference = Reference(section.Value);
            var resource = new Resource(reference)
            {
                Kind =
                    reference.Type == "Class" ? "class"
                    : reference.Type.Contains("::") ? "defined_type"
                    : "compilable_type",
                Parameters = [.. attributes.Where(a => a.Key is not ("in" or "tags"))],
                Tags = attributes.Find(a => a.Key == "tags").Value is ArrayValue tags
                    ? [.. tags.Items.Select(tag => tag.ToString())]
                    : [],
                File = "/site.pp",
                Line = resources.Count - 1,
            };
            resources.Add(resource);
            edges.Add(new(Reference(container), resource.Reference));
        }
        return new Catalog("node", "production") { Resources = [.. resources], Edges = [.. edges] };
    }

    public static ResourceReference Reference(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        return new(text[..open], text[(open + 1)..^1]);
    }

    public static ImmutableArray<KeyValuePair<string, Value>> Attributes(string json)
    {
        if (json.Trim().Length == 0)
        {
            return [];
        }
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document
                .RootElement.EnumerateObject()
                .Select(property => KeyValuePair.Create(property.Name, ToValue(property.Value))),
        ];
    }

    private static Value ToValue(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Number => json.TryGetInt64(out var number)
                ? number
                : new FloatValue(json.GetDouble()),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => ArrayValue.Of(json.EnumerateArray().Select(ToValue)),
            JsonValueKind.Object when json.TryGetProperty("Sensitive", out var secret) => new SensitiveValue(
                ToValue(secret)
            ),
            JsonValueKind.Object => HashValue.Of(
                json.EnumerateObject()
                    .Select(p => KeyValuePair.Create<Value, Value>(p.Name, ToValue(p.Value)))
            ),
            _ => UndefValue.Instance,
        };
}
