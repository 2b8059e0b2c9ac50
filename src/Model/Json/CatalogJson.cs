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

    /// <summary>Writes part by part: a large catalog is never in memory as text.</summary>
    public static void Write(Catalog catalog, TextWriter output, bool isIndented = false)
    {
        using var json = new JsonOutput(output, isIndented);
        json.Open('{');
        json.Key("tags");
        json.Texts(catalog.Tags.AsSpan());
        json.Key("name");
        json.Text(catalog.Name);
        json.Key("version");
        json.Value(NumberOrText(catalog.Version));
        json.Key("code_id");
        json.Value(catalog.CodeId is null ? UndefValue.Instance : catalog.CodeId);
        json.Key("catalog_uuid");
        json.Text(catalog.CatalogUuid);
        json.Key("catalog_format");
        json.Number(2);
        json.Key("environment");
        json.Text(catalog.Environment);
        json.Key("resources");
        json.Open('[');
        foreach (var resource in catalog.Resources)
        {
            json.Item();
            Write(resource, json);
        }
        json.Close(']');
        json.Key("edges");
        json.Open('[');
        foreach (var edge in catalog.Edges)
        {
            json.Item();
            json.Open('{');
            json.Key("source");
            json.Reference(edge.Source);
            json.Key("target");
            json.Reference(edge.Target);
            json.Close('}');
        }
        json.Close(']');
        json.Key("classes");
        json.Texts(catalog.Classes.AsSpan());
        json.Close('}');
    }

    private static void Write(Resource resource, JsonOutput json)
    {
        json.Open('{');
        json.Key("type");
        json.Text(resource.Type);
        json.Key("title");
        json.Text(resource.Title);
        json.Key("tags");
        json.Texts(resource.Tags.AsSpan());
        if (resource.File is not null)
        {
            json.Key("file");
            json.Text(resource.File);
        }
        if (resource.Line > 0)
        {
            json.Key("line");
            json.Number(resource.Line);
        }
        json.Key("exported");
        json.Value(BooleanValue.Of(resource.IsExported));
        json.Key("kind");
        json.Text(resource.Kind);
        if (!resource.Parameters.IsEmpty)
        {
            json.Key("parameters");
            json.Open('{');
            foreach (var (name, value) in resource.Parameters)
            {
                json.Key(name);
                json.Value(RichData.ToData(value));
            }
            json.Close('}');
        }
        if (!resource.SensitiveParameters.IsEmpty)
        {
            json.Key("sensitive_parameters");
            json.Texts(resource.SensitiveParameters.AsSpan());
        }
        json.Close('}');
    }

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
