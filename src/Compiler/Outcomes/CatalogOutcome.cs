using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// The part of a catalog that two implementations must agree on. The class <c>settings</c>, which every
/// catalog of the reference has, is left out.
/// </summary>
internal static class CatalogOutcome
{
    private static readonly ResourceReference Settings = new("Class", "Settings");

    public static HashValue Of(Catalog catalog) =>
        HashValue.Of(
            (
                "resources",
                ArrayValue.Of(catalog.Resources.Where(resource => resource.Reference != Settings).Select(Of))
            ),
            (
                "edges",
                ArrayValue.Of(
                    catalog
                        .Edges.Where(edge => edge.Target != Settings && edge.Source != Settings)
                        .Select(edge => new ArrayValue([edge.Source.ToString(), edge.Target.ToString()]))
                )
            ),
            ("classes", Texts(catalog.Classes.Where(name => name is not ("settings" or ""))))
        );

    private static HashValue Of(Resource resource)
    {
        var data = new HashValue.Builder
        {
            ["type"] = resource.Type,
            ["title"] = resource.Title,
            ["tags"] = Texts(resource.Tags.Order(StringComparer.Ordinal)),
        };
        if (resource.Line > 0)
        {
            data["line"] = resource.Line;
        }
        if (resource.Parameters.Length > 0)
        {
            data["parameters"] = HashValue.Of(
                resource.Parameters.Select(parameter =>
                    KeyValuePair.Create<Value, Value>(parameter.Key, RichData.ToData(parameter.Value))
                )
            );
        }
        if (resource.SensitiveParameters.Length > 0)
        {
            data["sensitive_parameters"] = Texts(resource.SensitiveParameters);
        }
        return data.Build();
    }

    private static ArrayValue Texts(IEnumerable<string> texts) =>
        ArrayValue.Of(texts.Select(text => new StringValue(text)));
}
