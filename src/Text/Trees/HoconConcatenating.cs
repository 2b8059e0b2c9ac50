using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>Values side by side become one: objects merged, lists joined, the rest as text.</summary>
internal static class HoconConcatenating
{
    public static HoconNode Of(ImmutableArray<HoconNode> pieces)
    {
        var joined = new List<HoconNode>();
        foreach (var piece in pieces.SelectMany(piece => Parts(piece)))
        {
            Add(joined, piece);
        }
        return joined is [var only]
            ? only
            : new HoconConcatenation(pieces[0].Span.To(pieces[^1].Span), [.. joined]);
    }

    /// <summary>Joins a value to the last one, unless a substitution is between them.</summary>
    public static void Add(List<HoconNode> pieces, HoconNode right)
    {
        if (pieces is not [.., var left])
        {
            pieces.Add(right);
            return;
        }
        HoconNode? joined = (left, right) switch
        {
            (HoconObject before, HoconObject after) => after.Over((HoconNode)before),
            (HoconList before, HoconList after) => new HoconList(
                Around(before, after),
                before.Items.AddRange(after.Items)
            ),
            (HoconList or HoconObject, HoconScalar { IsUnquoted: true }) => left,
            (HoconReference or HoconMerge, _) or (_, HoconReference or HoconMerge) => null,
            (HoconScalar before, HoconScalar after) => new HoconScalar(
                Around(before, after),
                before.Text + after.Text,
                before.Text + after.Text
            ),
            _ => throw new DiagnosticException(TextDiagnostics.MixedValues(left, right)),
        };
        if (joined is not null)
        {
            pieces.RemoveAt(pieces.Count - 1);
        }
        pieces.Add(joined ?? right);
    }

    private static ImmutableArray<HoconNode> Parts(HoconNode node) =>
        node is HoconConcatenation concatenation ? concatenation.Pieces : [node];

    private static Span Around(HoconNode left, HoconNode right) =>
        right.Span.Start >= left.Span.Start ? left.Span.To(right.Span) : left.Span;
}
