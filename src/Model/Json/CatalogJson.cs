using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Text;

namespace Bunraku.Model;

/// <summary>A catalog that was read, or null, and what there is to say about it.</summary>
public sealed record CatalogResult(Catalog? Catalog, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Catalogs as JSON, in the form and order of the reference's catalog format 2.</summary>
public static class CatalogJson
{
    public static string Write(Catalog catalog, bool isIndented = false)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        Write(catalog, output, isIndented);
        return output.ToString();
    }

    /// <summary>Writes resource by resource: a large catalog is never in memory as text.</summary>
    public static void Write(Catalog catalog, TextWriter output, bool isIndented = false) =>
        JsonText.AppendList(
            new (string Name, Action<int?, TextWriter> Append)[]
            {
                ("tags", Plain(Texts(catalog.Tags))),
                ("name", Plain(catalog.Name)),
                ("version", Plain(NumberOrText(catalog.Version))),
                ("code_id", Plain(catalog.CodeId is null ? UndefValue.Instance : catalog.CodeId)),
                ("catalog_uuid", Plain(catalog.CatalogUuid)),
                ("catalog_format", Plain(2)),
                ("environment", Plain(catalog.Environment)),
                ("resources", List(catalog.Resources, ToData)),
                ("edges", List(catalog.Edges, ToData)),
                ("classes", Plain(Texts(catalog.Classes))),
            },
            ('{', '}'),
            isIndented ? 0 : null,
            output,
            (member, level, output) =>
            {
                JsonText.AppendKey(member.Name, level, output);
                member.Append(level, output);
            }
        );

    private static Action<int?, TextWriter> Plain(Value value) =>
        (level, output) => JsonText.Append(value, level, output);

    private static Action<int?, TextWriter> List<T>(ImmutableArray<T> items, Func<T, Value> toData) =>
        (level, output) =>
            JsonText.AppendList(
                items,
                ('[', ']'),
                level,
                output,
                (item, level, output) => JsonText.Append(toData(item), level, output)
            );

    public static HashValue ToData(Resource resource)
    {
        var builder = new HashValue.Builder
        {
            ["type"] = resource.Type,
            ["title"] = resource.Title,
            ["tags"] = Texts(resource.Tags),
        };
        if (resource.File is not null)
        {
            builder["file"] = resource.File;
        }
        if (resource.Line > 0)
        {
            builder["line"] = resource.Line;
        }
        builder["exported"] = resource.IsExported;
        builder["kind"] = resource.Kind;
        if (!resource.Parameters.IsEmpty)
        {
            builder["parameters"] = HashValue.Of(
                resource.Parameters.Select(pair =>
                    KeyValuePair.Create((Value)pair.Key, RichData.ToData(pair.Value))
                )
            );
        }
        if (!resource.SensitiveParameters.IsEmpty)
        {
            builder["sensitive_parameters"] = Texts(resource.SensitiveParameters);
        }
        return builder.Build();
    }

    private static HashValue ToData(Edge edge) =>
        HashValue.Of(("source", edge.Source.ToString()), ("target", edge.Target.ToString()));

    private static ArrayValue Texts(ImmutableArray<string> texts) =>
        ArrayValue.Of(texts.Select(text => (Value)text));

    private static Value NumberOrText(string version) =>
        long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : version;

    /// <param name="parseType">Finds a type by its expression, for the rich values in parameters.</param>
    public static CatalogResult Read(SourceFile file, Func<string, DataType> parseType)
    {
        var read = JsonReader.Read(file);
        if (read.Tree is null)
        {
            return new(null, read.Diagnostics);
        }
        try
        {
            return new(CatalogReading.Read(read.Tree, parseType), read.Diagnostics);
        }
        catch (DiagnosticException failure)
        {
            return new(null, failure.Diagnostics);
        }
    }
}
