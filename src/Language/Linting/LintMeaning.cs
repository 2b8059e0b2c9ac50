using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// What a manifest means, to compare before and after mending: its tree, where the order of a resource's
/// attributes and quotes around its title make no difference.
/// </summary>
internal static class LintMeaning
{
    /// <summary>Null when the manifest cannot be read.</summary>
    public static string? Of(SourceFile file)
    {
        var parsed = PuppetParser.Parse(file);
        return parsed.HasErrors
            ? null
            : Simplify(PnReader.Read(PnPrinter.Print(parsed.Program.Body))).ToString();
    }

    private static PnNode Simplify(PnNode node) =>
        node switch
        {
            PnCall { Name: not "qn" } call => call with { Arguments = [.. call.Arguments.Select(Simplify)] },
            PnList list => list with { Items = [.. list.Items.Select(Simplify)] },
            PnMap map => new PnMap([.. map.Entries.Select(Simplify)]),
            _ => node,
        };

    private static KeyValuePair<string, PnNode> Simplify(KeyValuePair<string, PnNode> entry) =>
        (entry.Key, entry.Value) switch
        {
            ("title", var title) => new(entry.Key, Unquote(Simplify(title))),
            ("ops", PnList operations) => new(entry.Key, new PnList(Sort(operations.Items))),
            var (key, value) => new(key, Simplify(value)),
        };

    private static ImmutableArray<PnNode> Sort(ImmutableArray<PnNode> operations) =>
        [.. operations.Select(Simplify).OrderBy(operation => operation.ToString(), StringComparer.Ordinal)];

    private static PnNode Unquote(PnNode title) =>
        title switch
        {
            PnCall { Name: "qn", Arguments: [var name] } => name,
            PnCall { Name: "array" } array => array with { Arguments = [.. array.Arguments.Select(Unquote)] },
            _ => title,
        };
}
