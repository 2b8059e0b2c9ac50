using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>
/// Puts values in the place of substitutions. A substitution inside a merge that comes back to the same merge
/// sees only what was given before it; any other way back to itself is a cycle.
/// </summary>
internal sealed class HoconResolver(HoconObject root, Func<string, string?> variable)
{
    private const int DeepestNesting = 200;

    /// <summary>Substitutions of substitutions can double a text with every line.</summary>
    private const int MostSteps = 1_000_000;

    private readonly List<HoconReference> underWay = [];

    /// <summary>The substitutions that lead back to themselves, until one on the way is told of it.</summary>
    private string? cycle;
    private int depth;
    private int steps;

    public HoconObject Resolve() =>
        Resolve(root, new Source(root, ImmutableDictionary.Create<HoconMerge, int>(Identity)), [])
            as HoconObject
        ?? root;

    private static IEqualityComparer<object> Identity => ReferenceEqualityComparer.Instance;

    /// <summary>The value without substitutions, or null when there is none.</summary>
    /// <param name="path">Unless empty, only what leads to this path is resolved, its end not.</param>
    private HoconNode? Resolve(HoconNode node, Source source, ReadOnlySpan<string> path)
    {
        if (node.IsResolved)
        {
            return node;
        }
        if (++steps > MostSteps || depth == DeepestNesting)
        {
            throw new DiagnosticException(
                TextDiagnostics.InvalidHocon(
                    node.Span,
                    depth == DeepestNesting
                        ? $"substitutions lead deeper than {DeepestNesting} levels"
                        : $"substitutions take more than {MostSteps} steps",
                    null,
                    "write the data out, or refer to it less often"
                )
            );
        }
        depth++;
        var resolved = node switch
        {
            HoconReference reference => Referred(reference, source, path),
            HoconConcatenation concatenation => Joined(concatenation, source),
            HoconMerge merge => Merged(merge, source, path),
            HoconObject hash => Fields(hash, source, path),
            HoconList list when path.IsEmpty => Items(list, source),
            _ => node,
        };
        depth--;
        return cycle is null ? resolved : null;
    }

    private HoconList Items(HoconList list, Source source)
    {
        var items = ImmutableArray.CreateBuilder<HoconNode>();
        foreach (var item in list.Items)
        {
            if (Resolve(item, source, []) is { } resolved)
            {
                items.Add(resolved);
            }
        }
        return new(list.Span, items.ToImmutable());
    }

    private HoconObject Fields(HoconObject hash, Source source, ReadOnlySpan<string> path)
    {
        if (path.Length == 1)
        {
            return hash;
        }
        var fields = new OrderedDictionary<string, HoconField>();
        foreach (var (key, field) in hash.Fields)
        {
            var value =
                path.IsEmpty ? Resolve(field.Value, source, [])
                : path[0] == key ? Resolve(field.Value, source, path[1..])
                : field.Value;
            if (value is not null)
            {
                fields[key] = field with { Value = value };
            }
        }
        return new(hash.Span, fields) { HidesFallback = hash.HidesFallback };
    }

    private HoconNode? Referred(HoconReference reference, Source source, ReadOnlySpan<string> path)
    {
        var isCycle = underWay.Any(other => ReferenceEquals(other, reference));
        underWay.Add(reference);
        if (isCycle)
        {
            cycle = string.Join(", ", underWay);
            underWay.RemoveAt(underWay.Count - 1);
            return null;
        }
        var (found, place) = Find(reference, source);
        var value = found is null || cycle is not null ? null : Resolve(found, place, path);
        underWay.RemoveAt(underWay.Count - 1);
        if (value is not null && cycle is null)
        {
            return value;
        }
        var trace = cycle;
        cycle = null;
        return reference.IsOptional
            ? null
            : throw new DiagnosticException(TextDiagnostics.UnresolvedSubstitution(reference, trace));
    }

    /// <summary>What stands at a path, not resolved itself, or a variable of that name.</summary>
    private (HoconNode? Value, Source Place) Find(HoconReference reference, Source source)
    {
        var path = reference.Path;
        var seen = Resolve(source.Root, source, path.AsSpan()) as HoconObject ?? source.Root;
        HoconNode? value = seen;
        foreach (var key in path)
        {
            value =
                value is HoconObject hash && hash.Fields.TryGetValue(key, out var field) ? field.Value : null;
        }
        if (value is HoconMerge merge && source.Below.GetValueOrDefault(merge) == merge.Stack.Length)
        {
            value = null;
        }
        if (value is null && cycle is null && path.Length == 1 && variable(path[0]) is { } text)
        {
            value = new HoconScalar(reference.Span, text, text);
        }
        return (value, source with { Root = seen });
    }

    private HoconNode? Joined(HoconConcatenation concatenation, Source source)
    {
        var pieces = new List<HoconNode>();
        foreach (var piece in concatenation.Pieces)
        {
            if (Resolve(piece, source, []) is { } resolved)
            {
                HoconConcatenating.Add(pieces, resolved);
            }
        }
        return pieces.SingleOrDefault();
    }

    private HoconNode? Merged(HoconMerge merge, Source source, ReadOnlySpan<string> path)
    {
        HoconNode? merged = null;
        for (var i = source.Below.GetValueOrDefault(merge); i < merge.Stack.Length && cycle is null; i++)
        {
            var layer = merge.Stack[i];
            var place = layer is HoconReference or HoconConcatenation
                ? source with
                {
                    Below = source.Below.SetItem(merge, i + 1),
                }
                : source;
            if (Resolve(layer, place, path) is { } value)
            {
                merged = merged?.Over(value) ?? value;
            }
        }
        return merged;
    }

    /// <summary>Where substitutions look.</summary>
    /// <param name="Below">For merges under way, the first layer that is still seen.</param>
    private sealed record Source(HoconObject Root, ImmutableDictionary<HoconMerge, int> Below);
}
