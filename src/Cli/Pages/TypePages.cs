using System.Collections.Immutable;
using Bunraku.Compiler;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>Pages of data types, resource types, classes and defines.</summary>
internal static class TypePages
{
    /// <summary>All, by name, data types before resource types.</summary>
    public static List<Page> All(PuppetEnvironment environment) =>
        [
            .. DataTypePages
                .All.Concat(ResourceTypeRoster.All.Select(Of))
                .Concat(ModulePages.Types(environment))
                .DistinctBy(page => page.Name)
                .OrderBy(page => page.Name, StringComparer.Ordinal),
        ];

    /// <summary>The page of a name; a resource type may be written as in a reference: <c>File</c>.</summary>
    public static Page? Find(IReadOnlyList<Page> pages, PuppetEnvironment environment, string name) =>
        pages.FirstOrDefault(page => page.Name == name)
        ?? pages.FirstOrDefault(page => page.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (environment.FindResourceType(name) is { } type ? Of(type) : null);

    private static Page Of(ResourceType type) =>
        new(type.Name, "resource type", type.Doc)
        {
            Signatures = [$"{type.Name} {{ '{type.Namevar}': attribute => value, … }}"],
            Entries = [.. type.Attributes.Select(Of)],
        };

    private static PageEntry Of(ResourceAttribute attribute)
    {
        ImmutableArray<string> values =
        [
            .. attribute.Values,
            .. attribute.Pattern is { } pattern ? [$"/{pattern}/"] : ImmutableArray<string>.Empty,
        ];
        var kind =
            attribute.IsNamevar ? "namevar"
            : attribute.Kind == AttributeKind.Property ? "property"
            : "parameter";
        return new(
            attribute.Name,
            values.IsEmpty ? kind : $"{kind}  {string.Join(" | ", values)}",
            attribute.Doc
        )
        {
            Default = attribute.Default?.ToString(),
        };
    }
}
