using System.Collections.Frozen;
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

    private static readonly FrozenDictionary<string, StructType> Shapes = new[]
    {
        Shape("first"),
        Shape("default"),
        Shape("unique"),
        Shape("hash"),
        Shape(
            "deep",
            new("knockout_prefix", new OptionalType(StringType.Default), true),
            Flag("merge_debug"),
            Flag("merge_hash_arrays"),
            Flag("sort_merged_arrays")
        ),
    }.ToFrozenDictionary(shape => shape.Name, shape => shape.Type);

    /// <summary>The strategy that a name, or a hash with the name and options, asks for.</summary>
    public static MergeStrategy Of(Value merge)
    {
        var options = merge as HashValue ?? HashValue.Empty;
        var name = options.Find("strategy") ?? (merge is HashValue ? UndefValue.Instance : merge);
        if (name is UndefValue)
        {
            throw new EvaluationException(LookupDiagnostics.MissingStrategy());
        }
        var strategy = name switch
        {
            StringValue { Text: "first" or "default" } => First,
            StringValue { Text: "unique" } => Unique,
            StringValue { Text: "hash" } => Hash,
            StringValue { Text: "deep" or "unconstrained_deep" } => new DeepStrategy(
                options,
                isReversed: false
            ),
            StringValue { Text: "reverse_deep" } => new DeepStrategy(options, isReversed: true),
            var other => throw new EvaluationException(LookupDiagnostics.UnknownStrategy(other.ToString())),
        };
        if (options.Count > 1 && Shapes.GetValueOrDefault(name.ToString()) is { } shape)
        {
            CheckOptions(shape, options);
        }
        return strategy;
    }

    private static void CheckOptions(StructType shape, HashValue options)
    {
        var problems = TypeMismatch.Problems(shape, options);
        if (!problems.IsEmpty)
        {
            var wrong = problems[0] is { Way: [var (key, _), ..] }
                ? key
                : problems[0].Sentence.Split('\'')[1];
            throw new EvaluationException(
                LookupDiagnostics.UnknownStrategyOption(
                    wrong,
                    TypeMismatch.Describe(
                        "The merge options has wrong type,",
                        shape,
                        TypeInference.Of(options)
                    )
                )
            );
        }
    }

    private static (string Name, StructType Type) Shape(string name, params StructElement[] more) =>
        (name, new([new("strategy", new OptionalType(new PatternType([name]))), .. more]));

    private static StructElement Flag(string name) => new(name, new OptionalType(BooleanType.Default), true);

    /// <summary>Hiera 3's <c>:merge_behavior</c> for <c>hiera_hash</c>; null for the plain one.</summary>
    public static MergeStrategy? OfHiera3(string? behavior, HashValue options) =>
        behavior switch
        {
            "deep" => new DeepStrategy(options, isReversed: true),
            "deeper" => new DeepStrategy(options, isReversed: false),
            _ => null,
        };

    /// <summary>The name that explanations show.</summary>
    protected abstract string Name { get; }

    /// <summary>What explanations show beside the name.</summary>
    protected virtual HashValue Options => HashValue.Empty;

    /// <summary>
    /// What the strategy makes of the values of several places, asked in order; null when none has one.
    /// </summary>
    public virtual Value? Lookup<T>(
        IReadOnlyList<T> places,
        Func<T, Value?> find,
        Explainer? explainer = null
    )
    {
        if (places.Count == 1)
        {
            return find(places[0]) is { } only ? Alone(only) : null;
        }
        if (places.Count == 0)
        {
            return null;
        }
        using var _ = explainer?.Enter(new ExplainedMerge(Name, Options));
        Value? result = null;
        foreach (var place in places)
        {
            if (find(place) is { } value)
            {
                result = result is null ? Start(value) : Merge(result, value);
            }
        }
        if (result is not null)
        {
            explainer?.Result(result);
        }
        return result;
    }

    /// <summary>Whether only hashes come out of it.</summary>
    public virtual bool MakesHash => false;

    private static void Check(DataType type, Value high, Value low)
    {
        foreach (var (subject, value) in new[] { ("first", high), ("second", low) })
        {
            if (!type.IsInstance(value))
            {
                throw new EvaluationException(
                    LookupDiagnostics.CannotMerge(
                        TypeMismatch.Describe(
                            $"The {subject} element of the merge has wrong type,",
                            type,
                            TypeInference.Of(value)
                        )
                    )
                );
            }
        }
    }

    /// <summary>Merges a value of higher priority with one of lower priority.</summary>
    public abstract Value Merge(Value high, Value low);

    /// <summary>The first of several values, before anything is merged into it.</summary>
    protected virtual Value Start(Value value) => value;

    /// <summary>The value where there is but one place to look.</summary>
    protected virtual Value Alone(Value value) => value;

    private sealed class FirstStrategy : MergeStrategy
    {
        protected override string Name => "first";

        public override Value? Lookup<T>(IReadOnlyList<T> places, Func<T, Value?> find, Explainer? explainer)
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
        private static readonly HashType Mergeable = new(StringType.Default, BuiltInTypes.Data);

        public override bool MakesHash => true;

        protected override string Name => "hash";

        public override Value Merge(Value high, Value low)
        {
            Check(Mergeable, high, low);
            var builder = new HashValue.Builder((HashValue)low);
            foreach (var (key, value) in ((HashValue)high).Entries)
            {
                builder[key] = value;
            }
            return builder.Build();
        }
    }

    private sealed class UniqueStrategy : MergeStrategy
    {
        private static readonly DataType Mergeable = VariantType.Of([
            ScalarType.Default,
            new ArrayType(BuiltInTypes.Data),
        ]);

        protected override string Name => "unique";

        public override Value Merge(Value high, Value low)
        {
            Check(Mergeable, high, low);
            return ArrayValue.Of(Flat(high).Concat(Flat(low)).Distinct());
        }

        protected override Value Start(Value value) => ArrayValue.Of(Flat(value));

        protected override Value Alone(Value value) =>
            value is ArrayValue array ? ArrayValue.Of(array.Items.Distinct()) : value;

        private static IEnumerable<Value> Flat(Value value) =>
            value is ArrayValue array ? array.Items.SelectMany(Flat) : [value];
    }

    private sealed class DeepStrategy(HashValue options, bool isReversed) : MergeStrategy
    {
        private readonly DeepMerger merge = DeepMerger.Of(options);

        protected override string Name => options.Find("strategy")?.ToString() ?? "deep";

        protected override HashValue Options =>
            options.Without(key => key is StringValue { Text: "strategy" });

        public override bool MakesHash => true;

        public override Value Merge(Value high, Value low)
        {
            if (merge.KnockoutPrefix is "")
            {
                throw new EvaluationException(LookupDiagnostics.EmptyKnockoutPrefix());
            }
            return isReversed ? merge.Into(high, low) : merge.Into(low, high);
        }
    }
}
