using System.Text.Json.Nodes;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// The part of a catalog that two implementations must agree on. The class <c>settings</c>, which every
/// catalog of the reference has, is left out.
/// </summary>
internal static class CatalogOutcome
{
    private static readonly ResourceReference Settings = new("Class", "Settings");

    public static JsonObject Of(Catalog catalog) =>
        new()
        {
            ["resources"] = new JsonArray([
                .. catalog
                    .Resources.Where(resource => resource.Reference != Settings)
                    .Select(resource => (JsonNode)Of(resource)),
            ]),
            ["edges"] = new JsonArray([
                .. catalog
                    .Edges.Where(edge => edge.Target != Settings && edge.Source != Settings)
                    .Select(edge => (JsonNode)new JsonArray(edge.Source.ToString(), edge.Target.ToString())),
            ]),
            ["classes"] = new JsonArray([
                .. catalog
                    .Classes.Where(name => name is not ("settings" or ""))
                    .Select(name => (JsonNode)JsonValue.Create(name)),
            ]),
        };

    private static JsonObject Of(Resource resource)
    {
        var json = new JsonObject
        {
            ["type"] = resource.Type,
            ["title"] = resource.Title,
            ["tags"] = new JsonArray([
                .. resource.Tags.Order(StringComparer.Ordinal).Select(tag => (JsonNode)JsonValue.Create(tag)),
            ]),
        };
        if (resource.Line > 0)
        {
            json["line"] = resource.Line;
        }
        if (resource.Parameters.Length > 0)
        {
            var parameters = new JsonObject();
            foreach (var (name, value) in resource.Parameters)
            {
                parameters[name] = ToJson(value);
            }
            json["parameters"] = parameters;
        }
        if (resource.SensitiveParameters.Length > 0)
        {
            json["sensitive_parameters"] = new JsonArray([
                .. resource.SensitiveParameters.Select(name => (JsonNode)JsonValue.Create(name)),
            ]);
        }
        return json;
    }

    private static JsonNode? ToJson(Value value) =>
        value switch
        {
            UndefValue => null,
            BooleanValue boolean => JsonValue.Create(boolean.IsTrue),
            IntegerValue number => JsonValue.Create(number.Number),
            FloatValue number => JsonValue.Create(number.Number),
            ArrayValue list => new JsonArray([.. list.Items.Select(ToJson)]),
            HashValue hash => new JsonObject(
                hash.Pairs.Select(entry => KeyValuePair.Create(entry.Key.ToString(), ToJson(entry.Value)))
            ),
            _ => JsonValue.Create(value.ToString()),
        };
}
