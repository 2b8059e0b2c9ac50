using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>Fragments in their order: as one text, or as data that are merged.</summary>
internal static class ConcatContent
{
    public static string Join(IEnumerable<ConcatFragment> fragments, Resource file)
    {
        var sorted =
            file.Text("order") == "alpha"
                ? fragments
                    .OrderBy(fragment => fragment.Order, StringComparer.Ordinal)
                    .ThenBy(fragment => fragment.Name, StringComparer.Ordinal)
                : fragments
                    .OrderBy(fragment => Number(fragment.Order) ?? long.MaxValue)
                    .ThenBy(
                        fragment => Number(fragment.Order) is null ? fragment.Order : "",
                        StringComparer.Ordinal
                    )
                    .ThenBy(fragment => Number(fragment.Name) ?? long.MaxValue)
                    .ThenBy(fragment => fragment.Name, StringComparer.Ordinal);
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
