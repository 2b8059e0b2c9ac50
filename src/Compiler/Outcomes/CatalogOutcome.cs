using System.Runtime.InteropServices;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// The part of a catalog that two implementations must agree on. The class <c>settings</c>, which every
/// catalog of the reference has, is left out.
/// </summary>
internal static class CatalogOutcome
{
    private static readonly ResourceReference Settings = new("Class", "Settings");

    public static void Write(Catalog catalog, JsonOutput json)
    {
        json.Open('{');
        json.Key("resources");
        json.Open('[');
        var scratch = new List<string>();
        foreach (var resource in catalog.Resources)
        {
            if (resource.Reference != Settings)
            {
                json.Item();
                Write(resource, json, scratch);
            }
        }
        json.Close(']');
        json.Key("edges");
        json.Open('[');
        foreach (var edge in catalog.Edges)
        {
            if (edge.Target != Settings && edge.Source != Settings)
            {
                json.Item();
                json.Open('[');
                json.Item();
                json.Reference(edge.Source);
                json.Item();
                json.Reference(edge.Target);
                json.Close(']');
            }
        }
        json.Close(']');
        json.Key("classes");
        json.Texts([.. catalog.Classes.Where(name => name is not ("settings" or ""))]);
        json.Close('}');
    }

    /// <param name="scratch">What is written on; one for many resources.</param>
    private static void Write(Resource resource, JsonOutput json, List<string> scratch)
    {
        scratch.Clear();
        scratch.AddRange(resource.Tags.AsSpan());
        scratch.Sort(StringComparer.Ordinal);
        json.Open('{');
        json.Key("type");
        json.Text(resource.Type);
        json.Key("title");
        json.Text(resource.Title);
        json.Key("tags");
        json.Texts(CollectionsMarshal.AsSpan(scratch));
        if (resource.Line > 0)
        {
            json.Key("line");
            json.Number(resource.Line);
        }
        if (resource.Parameters.Length > 0)
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
        if (resource.SensitiveParameters.Length > 0)
        {
            json.Key("sensitive_parameters");
            json.Texts(resource.SensitiveParameters.AsSpan());
        }
        json.Close('}');
    }
}
