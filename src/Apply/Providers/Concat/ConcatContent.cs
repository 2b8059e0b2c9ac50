using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>Fragments in their order: as one text, or as data that are merged.</summary>
internal static class ConcatContent
{
    public static string Join(IReadOnlyCollection<ConcatFragment> fragments, Resource file)
    {
        var sorted =
            file.Text("order") == "alpha"
                ? fragments
                    .OrderBy(fragment => fragment.Order, StringComparer.Ordinal)
                    .ThenBy(fragment => fragment.Name, StringComparer.Ordinal)
                : Numbered(fragments);
        var texts = sorted.Select(fragment => fragment.Content).ToList();
        var merge = new DataMerge(file.Text("force") == "true");
        return file.Text("format") switch
        {
            "yaml" => YamlText.Write(merge.All(texts.Select(Yaml))),
            "json" => JsonText.Write(merge.All(texts.Select(Json))),
            "json-pretty" => JsonText.Write(merge.All(texts.Select(Json)), isIndented: true),
            "json-array" => JsonText.Write(ArrayValue.Of(texts.Select(Json))),
            "json-array-pretty" => JsonText.Write(ArrayValue.Of(texts.Select(Json)), isIndented: true),
            _ => string.Concat(texts),
        };
    }

    /// <summary>By the numbers of the orders, and of the names within one. A number is neither before nor
    /// behind what is none.</summary>
    private static IEnumerable<ConcatFragment> Numbered(IReadOnlyCollection<ConcatFragment> fragments)
    {
        var alike = fragments.GroupBy(fragment => Number(fragment.Order)?.ToString() ?? fragment.Order);
        if (
            AreMixed(fragments.Select(fragment => fragment.Order))
            || alike.Any(group => AreMixed(group.Select(fragment => fragment.Name)))
        )
        {
            throw new HostException("comparison of Array with Array failed");
        }
        return fragments
            .OrderBy(fragment => Number(fragment.Order))
            .ThenBy(fragment => Number(fragment.Order) is null ? fragment.Order : "", StringComparer.Ordinal)
            .ThenBy(fragment => Number(fragment.Name))
            .ThenBy(fragment => fragment.Name, StringComparer.Ordinal);
    }

    private static bool AreMixed(IEnumerable<string> keys) =>
        keys.Select(key => Number(key) is null).Distinct().Skip(1).Any();

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Value Yaml(string text) => Data(YamlReader.ReadData(new SourceFile("fragment", text)));

    private static Value Json(string text) => Data(JsonReader.Read(new SourceFile("fragment", text)));

    private static Value Data(DataTreeResult read) =>
        read.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } mistake
            ? throw new HostException(mistake.Message)
        : read.Tree is null ? HashValue.Empty
        : ValueTree.ToValue(read.Tree);
}
