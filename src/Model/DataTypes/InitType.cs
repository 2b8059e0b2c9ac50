using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// Values that <c>new</c> of the type takes, alone or with the further arguments named here.
/// </summary>
public sealed class InitType : DataType
{
    public static readonly InitType Default = new();

    public InitType() { }

    public InitType(DataType? type, ImmutableArray<Value> arguments)
    {
        Type = type;
        Arguments = arguments;
    }

    public override string Name => "Init";

    public DataType? Type { get; }

    public ImmutableArray<Value> Arguments { get; } = [];

    public override IEnumerable<DataType> Parts => Type is null ? [] : [Type];

    public override Constructor? Constructor =>
        Type is null
            ? null
            : new Constructor("new_Init", [new(Signature.Of(0, (AnyType.Default, "value")), Make)]);

    private Value Make(ImmutableArray<Value> arguments, Surroundings surroundings)
    {
        var ways = Ways();
        return Arguments.IsEmpty && arguments[0] is ArrayValue list && !ways.TakeAsOne(list)
            ? Type!.New(list.Items.AsSpan(), surroundings)
            : Type!.New([arguments[0], .. Arguments], surroundings);
    }

    /// <summary>What <c>new</c> of the type can be called with.</summary>
    /// <param name="Single">Types of a value that is enough by itself, the type's own among them.</param>
    /// <param name="Others">Parameters that a list gives, or a value and what is left out.</param>
    private sealed record Parameters(ImmutableArray<DataType> Single, ImmutableArray<TupleType> Others)
    {
        private bool AreOthersOptional => Others.Any(tuple => tuple.Sizes.From == 1);

        /// <summary>A list that fits a single parameter is not spread out over several.</summary>
        public bool TakeAsOne(ArrayValue list) =>
            Single.Any(type => type.IsInstance(list))
            || !Others.Any(tuple => tuple.IsInstance(list))
                && AreOthersOptional
                && Others.Any(tuple => tuple.AreInstances([list]));

        public IEnumerable<DataType> Alternatives =>
            [
                .. Single,
                .. Others,
                .. Others
                    .Where(tuple => !tuple.Types.IsEmpty && AreOthersOptional && tuple.Sizes.From <= 1)
                    .Select(tuple => tuple.Types[0]),
            ];
    }

    /// <summary>The types that a value may have to be taken.</summary>
    internal IEnumerable<DataType> Alternatives => Ways().Alternatives;

    private static readonly Lock Gate = new();

    private Parameters? ways;
    private bool isFinding;

    /// <summary>
    /// Found once. A type whose constructor leads back here is asked while it is found: then only its own
    /// instances count, as in the reference.
    /// </summary>
    private Parameters Ways()
    {
        if (Volatile.Read(ref ways) is { } known)
        {
            return known;
        }
        lock (Gate)
        {
            if (ways is not null || isFinding)
            {
                return ways ?? new([Type!], []);
            }
            isFinding = true;
            try
            {
                var found = FindWays();
                Volatile.Write(ref ways, found);
                return found;
            }
            finally
            {
                isFinding = false;
            }
        }
    }

    /// <summary>
    /// Says in the reference's words when the type cannot be made from such arguments at all.
    /// </summary>
    private Parameters FindWays()
    {
        if (Type is InitType or OptionalType or NotUndefType || Type!.Constructor is not { } constructor)
        {
            throw DataTypeException.NoNew(Type!);
        }
        ImmutableArray<TupleType> tuples =
        [
            .. constructor.Dispatches.Select(dispatch => dispatch.Signature.Parameters),
        ];
        if (Arguments.IsEmpty)
        {
            var single = tuples.Where(tuple => tuple.Sizes is { From: 1, To: 1 });
            return new(
                [Type, .. single.Select(tuple => tuple.Types[0])],
                [.. tuples.Where(tuple => tuple.Sizes is not { From: 1, To: 1 })]
            );
        }
        var others = Arguments.Select(TypeInference.Of);
        var fitting = tuples
            .Where(tuple =>
                !tuple.Types.IsEmpty && tuple.IsAssignable(new TupleType([tuple.Types[0], .. others]))
            )
            .ToList();
        return fitting.Count > 0
            ? new([Type, .. fitting.Select(tuple => tuple.Types[0])], [])
            : throw DataTypeException.Runtime(
                $"The type '{this}' does not represent a valid set of parameters for "
                    + $"{Type.Generalize().Name}.new()"
            );
    }

    public override bool IsInstance(Value value) =>
        Type is null
            ? BuiltInTypes.RichData.IsInstance(value)
            : TypeAlternatives.Of(this).Any(type => type.IsInstance(value));

    private protected override bool Accepts(DataType other, TypeRecursion? recursion)
    {
        if (other is InitType init)
        {
            return Type is null || init.Type is not null && Type.IsAssignable(init.Type, recursion);
        }
        return Type is null
            ? BuiltInTypes.RichData.IsAssignable(other, recursion)
            : TypeAlternatives.Of(this).Any(type => type.IsAssignable(other, recursion));
    }

    public override DataType Generalize() => Type is null ? this : new InitType(Type.Generalize(), Arguments);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        parameters switch
        {
            [DataType type, .. var arguments] => new InitType(type, [.. arguments]),
            [] => this,
            [var other, ..] => throw DataTypeException.NotAType(Name, 0, other),
        };

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, Type is null ? [] : [Type, .. Arguments]);

    private protected override bool HasSameParameters(DataType other) =>
        other is InitType type && Equals(type.Type, Type) && type.Arguments.SequenceEqual(Arguments);

    public override int GetHashCode() => HashCode.Combine(Name, Type);
}
