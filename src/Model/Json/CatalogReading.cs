using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Model;

/// <summary>Makes a catalog of its JSON tree; what does not fit is told with its place.</summary>
internal static class CatalogReading
{
    public static Catalog Read(DataTree tree, Func<string, DataType> parseType)
    {
        var root = Mapping(tree, "a catalog is a hash");
        var name = Required(root, "name");
        return new Catalog(name, Text(Find(root, "environment")) ?? "production")
        {
            Version = Text(Find(root, "version")) ?? "",
            CodeId = Text(Find(root, "code_id")),
            CatalogUuid = Text(Find(root, "catalog_uuid")) ?? "",
            Tags = Texts(Find(root, "tags")),
            Classes = Texts(Find(root, "classes")),
            Resources =
            [
                .. Items(Find(root, "resources")).Select(resource => ReadResource(resource, parseType)),
            ],
            Edges = [.. Items(Find(root, "edges")).Select(ReadEdge)],
        };
    }

    private static Resource ReadResource(DataTree tree, Func<string, DataType> parseType)
    {
        var mapping = Mapping(tree, "a resource is a hash");
        return new Resource(new(Required(mapping, "type"), Required(mapping, "title")))
        {
            Tags = Texts(Find(mapping, "tags")),
            File = Text(Find(mapping, "file")),
            Line = Find(mapping, "line") is ScalarTree { Value: long line } ? (int)line : 0,
            IsExported = Find(mapping, "exported") is ScalarTree { Value: true },
            IsVirtual = Find(mapping, "virtual") is ScalarTree { Value: true },
            Kind = Text(Find(mapping, "kind")) ?? "compilable_type",
            SensitiveParameters = Texts(Find(mapping, "sensitive_parameters")),
            Parameters = ReadParameters(Find(mapping, "parameters"), parseType),
        };
    }

    private static ImmutableArray<KeyValuePair<string, Value>> ReadParameters(
        DataTree? tree,
        Func<string, DataType> parseType
    )
    {
        if (tree is null)
        {
            return [];
        }
        try
        {
            var data = RichData.FromData(
                ValueTree.ToValue(Mapping(tree, "parameters are a hash")),
                parseType
            );
            return
            [
                .. ((HashValue)data).Pairs.Select(pair =>
                    KeyValuePair.Create(pair.Key.ToString(), pair.Value)
                ),
            ];
        }
        catch (DataTypeException misuse)
        {
            throw Wrong(tree, misuse.Message);
        }
    }

    private static Edge ReadEdge(DataTree tree)
    {
        var mapping = Mapping(tree, "an edge is a hash");
        return new(Reference(mapping, "source"), Reference(mapping, "target"));
    }

    private static ResourceReference Reference(MappingTree mapping, string name) =>
        ResourceReference.Parse(Required(mapping, name))
        ?? throw Wrong(Find(mapping, name)!, $"`{name}` is not a reference to a resource");

    private static string Required(MappingTree mapping, string name) =>
        Text(Find(mapping, name)) ?? throw Wrong(mapping, $"`{name}` is missing");

    private static MappingTree Mapping(DataTree tree, string problem) =>
        tree as MappingTree ?? throw Wrong(tree, problem);

    private static DataTree? Find(MappingTree mapping, string name) =>
        mapping
            .Entries.FirstOrDefault(entry => entry.Key is ScalarTree { Value: string key } && key == name)
            .Value;

    private static string? Text(DataTree? tree) =>
        tree is ScalarTree { Value: { } value }
            ? ValueTree.ToValue(new ScalarTree(tree.Span, value)).ToString()
            : null;

    private static ImmutableArray<DataTree> Items(DataTree? tree) =>
        tree switch
        {
            null or ScalarTree { Value: null } => [],
            SequenceTree sequence => sequence.Items,
            _ => throw Wrong(tree, "a list is expected here"),
        };

    private static ImmutableArray<string> Texts(DataTree? tree) =>
        [.. Items(tree).Select(item => Text(item) ?? throw Wrong(item, "a text is expected here"))];

    private static DiagnosticException Wrong(DataTree tree, string problem) =>
        new(ModelDiagnostics.InvalidCatalog(tree.Span, problem));
}
