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
        Check();
        return Arguments.IsEmpty && arguments[0] is ArrayValue list && !TakesAsOne(list)
            ? Type!.New(list.Items.AsSpan(), surroundings)
            : Type!.New([arguments[0], .. Arguments], surroundings);
    }

    private bool TakesAsOne(Value value) => Candidates.Any(tuple => tuple.AreInstances([value]));

    private IEnumerable<TupleType> Candidates =>
        Type?.Constructor is { } constructor
            ? constructor.Dispatches.Select(dispatch => dispatch.Signature.Parameters)
            : [];

    /// <summary>
    /// Says in the reference's words when the type cannot be made from such arguments at all.
    /// </summary>
    private void Check()
    {
        if (Type is InitType or OptionalType or NotUndefType || Type!.Constructor is null)
        {
            throw DataTypeException.NoNew(Type!);
        }
        var others = Arguments.Select(TypeInference.Of);
        var isKnown =
            Arguments.IsEmpty
            || Candidates.Any(tuple =>
                !tuple.Types.IsEmpty && tuple.IsAssignable(new TupleType([tuple.Types[0], .. others]))
            );
        if (!isKnown)
        {
            throw DataTypeException.Runtime(
                $"The type '{this}' does not represent a valid set of parameters for {Type.Generalize().Name}.new()"
            );
        }
    }

    public override bool IsInstance(Value value)
    {
        if (Type is null)
        {
            return BuiltInTypes.RichData.IsInstance(value);
        }
        Check();
        if (Type.IsInstance(value) || Candidates.Any(tuple => tuple.AreInstances([value, .. Arguments])))
        {
            return true;
        }
        return Arguments.IsEmpty
            && value is ArrayValue list
            && Candidates.Any(tuple =>
                tuple.Sizes is not { From: 1, To: 1 } && tuple.AreInstances(list.Items.AsSpan())
            );
    }

    private protected override bool Accepts(DataType other, TypeRecursion? recursion)
    {
        if (other is InitType init)
        {
            return Type is null || init.Type is not null && Type.IsAssignable(init.Type, recursion);
        }
        if (Type is null)
        {
            return BuiltInTypes.RichData.IsAssignable(other, recursion);
        }
        return Type.IsAssignable(other, recursion)
            || Candidates.Any(tuple => tuple.IsAssignable(new TupleType([other]), recursion));
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
