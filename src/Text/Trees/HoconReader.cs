using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>
/// Reads a HOCON text with the span of every value: comments, paths as keys, unquoted text, values side
/// by side, <c>+=</c>, merged objects and substitutions, as the HOCON library of Ruby reads a string. An
/// <c>include</c> of a name finds nothing, because a string has no place to look from.
/// </summary>
public static class HoconReader
{
    /// <param name="variable">A variable of the process environment, for what no key is found for.</param>
    public static DataTreeResult Read(SourceFile file, Func<string, string?> variable)
    {
        try
        {
            var root = new HoconParser(new HoconScanner(file).Scan()).Document();
            return new(Tree(new HoconResolver(root, variable).Resolve()), []);
        }
        catch (DiagnosticException failure)
        {
            return new(null, failure.Diagnostics);
        }
    }

    private static DataTree Tree(HoconNode node) =>
        node switch
        {
            HoconScalar scalar => new ScalarTree(scalar.Span, scalar.Value),
            HoconList list => new SequenceTree(list.Span, [.. list.Items.Select(Tree)]),
            HoconObject hash => new MappingTree(hash.Span, Entries(hash)),
            _ => throw new InvalidOperationException("a substitution was left unresolved"),
        };

    private static ImmutableArray<KeyValuePair<DataTree, DataTree>> Entries(HoconObject hash) =>
        [
            .. hash.Fields.Select(field =>
                KeyValuePair.Create<DataTree, DataTree>(
                    new ScalarTree(field.Value.Key, field.Key),
                    Tree(field.Value.Value)
                )
            ),
        ];
}
