using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Which attributes a resource may have.</summary>
internal static class ResourceAttributes
{
    public static bool Has(DeclaredResource resource, string name)
    {
        if (name == "name" || Metaparameters.Contains(name))
        {
            return true;
        }
        return resource.NativeType is { } native
            ? native.Find(name) is not null
            : resource.Definition is { } definition
                && definition.Parameters.Any(parameter => parameter.Name == name);
    }

    public static IEnumerable<string> NamesOf(DeclaredResource resource) =>
        resource.NativeType is { } native
            ? native.Attributes.Select(attribute => attribute.Name)
            : resource.Definition?.Parameters.Select(parameter => parameter.Name) ?? [];
}
