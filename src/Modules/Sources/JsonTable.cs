using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>Members of JSON objects by name.</summary>
internal static class JsonTable
{
    public static DataTree? Find(DataTree? tree, string key) =>
        (tree as MappingTree)
            ?.Entries.LastOrDefault(entry => entry.Key is ScalarTree { Value: string name } && name == key)
            .Value;

    public static string? Text(DataTree? tree, string key) =>
        (Find(tree, key) as ScalarTree)?.Value as string;

    public static ImmutableArray<DataTree> Items(DataTree? tree, string key) =>
        Find(tree, key) is SequenceTree list ? list.Items : [];
}
