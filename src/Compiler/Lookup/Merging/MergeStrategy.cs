using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>How the values that several levels have for one key become one value.</summary>
internal abstract class MergeStrategy
{
    public static readonly MergeStrategy First = new FirstStrategy();
    public static readonly MergeStrategy Hash = new HashStrategy();
    public static readonly MergeStrategy Unique = new UniqueStrategy();

    public static readonly ImmutableArray<string> Names = ["first", "unique", "hash", "deep"];

    public static readonly ImmutableArray<string> OptionNames =
    [
        "strategy",
        "knockout_prefix",
        "merge_debug",
        "merge_hash_arrays",
        "sort_merged_arrays",
    ];

    /// <summary>The strategy that a name, or a hash with the name and options, asks for.</summary>
    public static MergeStrategy Of(Value merge)
    {
        var options = merge as HashValue ?? HashValue.Empty;
        var name = options.Find("strategy") ?? (merge is HashValue ? UndefValue.Instance : merge);
        if (name is UndefValue)
        {
            throw new EvaluationException(
                LookupDiagnostics.InvalidOptions(
                    "The hash given as `merge` must contain the name of a strategy in string form for the key `strategy`"
                )
            );
        }
        foreach (var key in options.Keys)
        {
            if (
                !OptionNames.Contains(key.ToString())
                || key.ToString() != "strategy" && name.ToString() != "deep"
            )
            {
                throw new EvaluationException(LookupDiagnostics.UnknownStrategyOption(key.ToString()));
            }
        }
        return name.ToString() switch
        {
            "first" => First,
            "unique" => Unique,
            "hash" => Hash,
            "deep" => new DeepStrategy(DeepMerger.Of(options), isReversed: false),
            var other => throw new EvaluationException(LookupDiagnostics.UnknownStrategy(other)),
        };
    }

    /// <summary>Hiera 3's <c>:merge_behavior</c> for <c>hiera_hash</c>; null for the plain one.</summary>
    public static MergeStrategy? OfHiera3(string? behavior, HashValue options) =>
        behavior switch
        {
            "deep" => new DeepStrategy(DeepMerger.Of(options), isReversed: true),
            "deeper" => new DeepStrategy(DeepMerger.Of(options), isReversed: false),
            _ => null,
        };

    /// <summary>
    /// What the strategy makes of the values of several places, asked in order; null when none has one.
    /// </summary>
    public virtual Value? Lookup<T>(IReadOnlyList<T> places, Func<T, Value?> find)
    {
        if (places.Count == 1)
        {
            return find(places[0]) is { } only ? Alone(only) : null;
        }
        Value? result = null;
        foreach (var place in places)
        {
            if (find(place) is { } value)
            {
                result = result is null ? Start(value) : Merge(result, value);
            }
        }
        return result;
    }

    /// <summary>Whether only hashes come out of it.</summary>
    public virtual bool MakesHash => false;

    /// <summary>Merges a value of higher priority with one of lower priority.</summary>
    public abstract Value Merge(Value high, Value low);

    /// <summary>The first of several values, before anything is merged into it.</summary>
    protected virtual Value Start(Value value) => value;

    /// <summary>The value where there is but one place to look.</summary>
    protected virtual Value Alone(Value value) => value;

    private sealed class FirstStrategy : MergeStrategy
    {
        public override Value? Lookup<T>(IReadOnlyList<T> places, Func<T, Value?> find)
        {
            foreach (var place in places)
            {
                if (find(place) is { } value)
                {
                    return value;
                }
            }
            return null;
        }

        public override Value Merge(Value high, Value low) => high;
    }

    private sealed class HashStrategy : MergeStrategy
    {
        public override bool MakesHash => true;

        public override Value Merge(Value high, Value low)
        {
            var builder = new HashValue.Builder(AsHash("The second element of the merge", low));
            foreach (var (key, value) in AsHash("The first element of the merge", high).Entries)
            {
                builder[key] = value;
            }
            return builder.Build();
        }

        private static HashValue AsHash(string subject, Value value) =>
            value as HashValue
            ?? throw new EvaluationException(
                LookupDiagnostics.CannotMerge(subject, "a Hash value", value, null)
            );
    }

    private sealed class UniqueStrategy : MergeStrategy
    {
        public override Value Merge(Value high, Value low)
        {
            Check("The first element of the merge", high);
            Check("The second element of the merge", low);
            return ArrayValue.Of(Flat(high).Concat(Flat(low)).Distinct());
        }

        protected override Value Start(Value value) => ArrayValue.Of(Flat(value));

        protected override Value Alone(Value value) =>
            value is ArrayValue array ? ArrayValue.Of(array.Items.Distinct()) : value;

        private static IEnumerable<Value> Flat(Value value) =>
            value is ArrayValue array ? array.Items.SelectMany(Flat) : [value];

        private static void Check(string subject, Value value)
        {
            if (value is HashValue or UndefValue)
            {
                throw new EvaluationException(
                    LookupDiagnostics.CannotMerge(subject, "a value of type Scalar or Array", value, null)
                );
            }
        }
    }

    private sealed class DeepStrategy(DeepMerger merge, bool isReversed) : MergeStrategy
    {
        public override bool MakesHash => true;

        public override Value Merge(Value high, Value low) =>
            isReversed ? merge.Into(high, low) : merge.Into(low, high);
    }
}
