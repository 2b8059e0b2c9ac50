using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Merges hashes and arrays at every depth, as the Ruby library <c>deep_merge</c> does: its order of
/// elements, its
/// knock-outs and its habit of removing repeated elements are what existing data counts on.
/// </summary>
internal sealed record DeepMerger(string? KnockoutPrefix, bool SortsArrays, bool MergesHashesInArrays)
{
    /// <summary>Whether an array takes the place of the one below it.</summary>
    public bool OverwritesArrays { get; init; }

    /// <summary>Whether a single value is added to the array below it.</summary>
    public bool ExtendsArrays { get; init; }

    /// <summary>At which text the elements of arrays are joined and split again before merging.</summary>
    public string? Separator { get; init; }

    public static DeepMerger Of(HashValue options) =>
        new(
            (options.Find("knockout_prefix") as StringValue)?.Text,
            options.Find("sort_merged_arrays")?.IsTrue ?? false,
            options.Find("merge_hash_arrays")?.IsTrue ?? false
        )
        {
            OverwritesArrays = options.Find("overwrite_arrays")?.IsTrue ?? false,
            ExtendsArrays = options.Find("extend_existing_arrays")?.IsTrue ?? false,
            Separator = (options.Find("unpack_arrays") as StringValue)?.Text,
        };

    /// <summary>What becomes of a value when another, of higher priority, is merged into it.</summary>
    public Value Into(Value target, Value source) =>
        (target, source) switch
        {
            (_, UndefValue) => target,
            ({ IsTrue: false }, _) => source,
            (HashValue hash, HashValue high) => Hashes(hash, high),
            (ArrayValue below, not ArrayValue) when ExtendsArrays && source is not HashValue { Count: 0 } =>
                Extended(below, source),
            (_, HashValue { Count: 0 }) => target,
            (_, ArrayValue high) => Arrays(target, high),
            _ => Overwrite(source),
        };

    private HashValue Hashes(HashValue target, HashValue source)
    {
        var result = new HashValue.Builder(target);
        foreach (var (key, value) in source.Entries)
        {
            var below = target.Find(key);
            // A value with nothing below it is merged with itself: that knocks out and removes repetitions.
            result[key] = Into(below is { IsTrue: true } ? below : value, value);
        }
        return result.Build();
    }

    /// <summary>The array with the value at its end; a hash is added once for each of its keys.</summary>
    private static ArrayValue Extended(ArrayValue below, Value source) =>
        new(below.Items.AddRange(Enumerable.Repeat(source, source is HashValue hash ? hash.Count : 1)));

    private ImmutableArray<Value> Unpacked(ArrayValue array) =>
        Separator is not { Length: > 0 } separator
            ? array.Items
            :
            [
                .. string.Join(separator, array.Items.Select(RubyText.Of))
                    .Split(separator)
                    .Select(part => new StringValue(part)),
            ];

    private Value Arrays(Value target, ArrayValue source)
    {
        if (OverwritesArrays)
        {
            return source;
        }
        var items = Unpacked(source);
        target = target is ArrayValue unpacked ? new ArrayValue(Unpacked(unpacked)) : target;
        if (KnockoutPrefix is { } prefix && items.Contains(prefix))
        {
            items = items.RemoveAll(item => item.Equals((Value)prefix));
            target = target switch
            {
                ArrayValue => ArrayValue.Empty,
                HashValue => HashValue.Empty,
                StringValue => StringValue.Empty,
                _ => UndefValue.Instance,
            };
        }
        if (target is not ArrayValue { Items: var below })
        {
            return Overwrite(new ArrayValue(items));
        }
        var knocked = items.Select(KnockedOut).OfType<Value>().ToHashSet();
        below = below.RemoveAll(item =>
            knocked.Contains(item) || KnockedOut(item) is not null && items.Contains(item)
        );
        items = items.RemoveAll(item => KnockedOut(item) is not null);
        var merged =
            MergesHashesInArrays && items.Concat(below).All(item => item is HashValue)
                ? Pairwise(below, items)
                : [.. below.Concat(items).Distinct()];
        return new ArrayValue(SortsArrays ? Sorted(merged) : merged);
    }

    private ImmutableArray<Value> Pairwise(ImmutableArray<Value> target, ImmutableArray<Value> source) =>
        [
            .. target.Select((item, i) => Into(item, i < source.Length ? source[i] : HashValue.Empty)),
            .. source.Skip(target.Length),
        ];

    private Value Overwrite(Value source) =>
        source switch
        {
            StringValue text when KnockedOut(text) is not null => StringValue.Empty,
            ArrayValue array when KnockoutPrefix is not null => new ArrayValue(
                array.Items.RemoveAll(item => KnockedOut(item) is not null)
            ),
            _ => source,
        };

    /// <summary>What an element takes away, when it is one that takes away.</summary>
    private StringValue? KnockedOut(Value item) =>
        item is StringValue text
        && KnockoutPrefix is { } prefix
        && text.Text.StartsWith(prefix, StringComparison.Ordinal)
            ? new StringValue(text.Text[prefix.Length..])
            : null;

    private static ImmutableArray<Value> Sorted(ImmutableArray<Value> items)
    {
        var first = items.FirstOrDefault();
        foreach (var item in items)
        {
            if (
                item is not (StringValue or IntegerValue or FloatValue)
                || item is StringValue != first is StringValue
            )
            {
                throw new EvaluationException(LookupDiagnostics.CannotSort(first!, item));
            }
        }
        return first is StringValue
            ? [.. items.OrderBy(item => item.ToString(), StringComparer.Ordinal)]
            : [.. items.OrderBy(item => item is IntegerValue i ? i.Number : ((FloatValue)item).Number)];
    }
}
