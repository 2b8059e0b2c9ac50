using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// A Puppet data type, itself a value. The parameterless constructor of each sealed class makes the type
/// without parameters (<c>Integer</c>); the roster knows it by <see cref="Name"/>.
/// </summary>
public abstract class DataType : Value
{
    /// <summary>The simple name, such as <c>Integer</c>.</summary>
    public abstract string Name { get; }

    public abstract bool IsInstance(Value value);

    /// <summary>Whether every instance of <paramref name="other"/> is an instance of this type.</summary>
    public bool IsAssignable(DataType other) => IsAssignable(other, null);

    /// <summary>
    /// Takes apart what stands for other types (aliases, variants, optionals) and leaves the rest to
    /// <see cref="Accepts"/>.
    /// </summary>
    internal virtual bool IsAssignable(DataType other, TypeRecursion? recursion) =>
        other switch
        {
            _ when ReferenceEquals(this, other) => true,
            UnitType => true,
            TypeAliasType { IsResolved: false } => this is AnyType,
            TypeAliasType alias => IsAssignable(alias.Resolved, recursion),
            VariantType variant => AcceptsVariant(variant, recursion),
            OptionalType optional => IsAssignable(UndefType.Default, recursion)
                && (optional.Type is null || IsAssignable(optional.Type, recursion)),
            NotUndefType { Type: { } type } when !type.IsAssignable(UndefType.Default, recursion) =>
                IsAssignable(type, recursion),
            _ => Accepts(other, recursion),
        };

    private protected virtual bool AcceptsVariant(VariantType variant, TypeRecursion? recursion) =>
        !variant.Types.IsEmpty && variant.Types.All(type => IsAssignable(type, recursion));

    /// <summary>
    /// The type's own rule, called after aliases, variants, optionals and their like were taken apart.
    /// </summary>
    private protected abstract bool Accepts(DataType other, TypeRecursion? recursion);

    /// <summary>
    /// The type without sizes, ranges and literal values: <c>Integer[1, 5]</c> becomes <c>Integer</c>.
    /// </summary>
    public virtual DataType Generalize() => this;

    /// <summary>
    /// The simplest type that means the same: nested variants flattened, enums and ranges merged.
    /// </summary>
    public virtual DataType Normalize() => this;

    /// <summary>Whether instances can be iterated over.</summary>
    public virtual bool IsIterable => false;

    /// <summary>
    /// The type of what iterating over an instance yields, or null when nothing is known of it.
    /// </summary>
    public virtual DataType? IterationType => null;

    /// <summary>Whether it is a Callable, or an Optional or Variant of such.</summary>
    public virtual bool IsCallable(bool orOptional = true) => false;

    /// <summary>The types this type is made of, for searches.</summary>
    public virtual IEnumerable<DataType> Parts => [];

    private int depth;
    private int extent = 1;

    internal override int Depth => depth;

    internal override int Extent => extent;

    /// <summary><see cref="WithParameters"/>, for parameters that are as deep as someone made them.</summary>
    public DataType Nest(ReadOnlySpan<Value> parameters)
    {
        var (deep, large) = (Nesting.Above(parameters), Model.Extent.Of(parameters));
        var type = WithParameters(parameters);
        // What was measured stays so: types are shared, a parameter may be the result.
        (type.depth, type.extent) = type.depth == 0 ? (deep, large) : (type.depth, type.extent);
        return type;
    }

    /// <summary>
    /// <c>Name[parameters]</c>. Throws <see cref="DataTypeException"/> with the reference's sentence when the
    /// count or kind of the parameters is wrong.
    /// </summary>
    public virtual DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        throw DataTypeException.NotParametrized(this);

    /// <summary>How instances are made; null when the type cannot make any.</summary>
    public virtual Constructor? Constructor => null;

    /// <summary>
    /// <c>Name.new(arguments)</c>: the instance, or a <see cref="DataTypeException"/> that says why not.
    /// </summary>
    public Value New(ReadOnlySpan<Value> arguments, Surroundings? surroundings = null)
    {
        if (arguments.Length == 1 && this is not InitType && IsInstance(arguments[0]))
        {
            return arguments[0];
        }
        var constructor = Constructor ?? throw DataTypeException.NoNew(this);
        var value = constructor.Call(arguments, surroundings ?? Surroundings.Default);
        return TypeMismatch.AssertInstance($"Converted value from {this}.new() has wrong type,", this, value);
    }

    /// <summary>Appends the notation; the default is the name alone.</summary>
    internal virtual void Print(TypePrinter printer) => printer.Append(Name);

    public override string ToString() => TypePrinter.Print(this, expanded: false);

    /// <summary>The notation with aliases written as <c>Name = type</c>, as messages have it.</summary>
    public string ToExpandedString() => TypePrinter.Print(this, expanded: true);

    public override bool Equals(Value? other) =>
        ReferenceEquals(this, other)
        || other is DataType type && type.GetType() == GetType() && HasSameParameters(type);

    /// <summary>Compares the parameters of two types of the same class.</summary>
    private protected virtual bool HasSameParameters(DataType other) => true;

    public override int GetHashCode() => Name.GetHashCode();
}

/// <summary>
/// What making an instance may need from outside: the clock, and the parser of type expressions.
/// </summary>
public sealed record Surroundings(TimeProvider Time, Func<string, DataType> ParseType)
{
    /// <summary>The system's clock; only names of types without parameters are understood.</summary>
    public static Surroundings Default { get; } =
        new(TimeProvider.System, name => DataTypeRoster.Find(name) ?? new TypeReferenceType(name));
}

/// <summary>
/// Pairs of types whose assignability is being decided: met again, a pair is taken to hold.
/// </summary>
internal sealed class TypeRecursion
{
    private readonly HashSet<(TypeAliasType, DataType)> pairs = new(PairComparer.Instance);

    public bool Enter(TypeAliasType alias, DataType other) => pairs.Add((alias, other));

    public void Leave(TypeAliasType alias, DataType other) => pairs.Remove((alias, other));

    private sealed class PairComparer : IEqualityComparer<(TypeAliasType, DataType)>
    {
        public static readonly PairComparer Instance = new();

        public bool Equals((TypeAliasType, DataType) x, (TypeAliasType, DataType) y) =>
            ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((TypeAliasType, DataType) pair) =>
            HashCode.Combine(
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1),
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2)
            );
    }
}
