namespace Bunraku.Model;

/// <summary>
/// A name for another type, which may mention the name again
/// (<c>type Tree = Hash[String, Variant[Tree, String]]</c>). It is made first and resolved later.
/// </summary>
public sealed class TypeAliasType(string name) : DataType
{
    private DataType? resolved;

    public override string Name { get; } = name;

    /// <summary>Whether it belongs to the language (<c>Data</c>), and is never written out.</summary>
    internal bool IsBuiltIn { get; init; }

    public bool IsResolved => resolved is not null;

    /// <summary>Whether the resolved type mentions the alias again.</summary>
    public bool IsRecursive { get; private set; }

    public DataType Resolved =>
        resolved ?? throw DataTypeException.Runtime($"Reference to unresolved type {Name}");

    public override Constructor? Constructor => Resolved.Constructor;

    public override bool IsIterable => Resolved.IsIterable;

    public override DataType? IterationType => Resolved.IterationType;

    public override IEnumerable<DataType> Parts => [Resolved];

    public override bool IsCallable(bool orOptional = true) =>
        !IsRecursive && Resolved.IsCallable(orOptional);

    /// <summary>
    /// Says what the name stands for. An alias that leads only to itself is an error; inside a Variant it is
    /// dropped, because it adds nothing.
    /// </summary>
    public void Resolve(DataType type)
    {
        resolved = type = WithoutItself(type);
        if (!LeadsToRealType(type, [this]))
        {
            resolved = null;
            throw DataTypeException.Runtime($"Type alias '{Name}' cannot be resolved to a real type");
        }
        resolved = type is VariantType variant
            ? VariantType.Of(variant.Types.Where(t => !ReferenceEquals(t, this)))
            : type;
        IsRecursive = Mentions(resolved, []);
        resolved = IsBuiltIn ? resolved : resolved.Normalize();
    }

    /// <summary>
    /// <c>type T = Optional[T]</c> asks of a value what it asks already: what is left is the Optional.
    /// </summary>
    private DataType WithoutItself(DataType type) =>
        type switch
        {
            OptionalType { Type: { } inner } when LeadsHere(inner) => new OptionalType(UndefType.Default),
            NotUndefType { Type: { } inner } when LeadsHere(inner) => NotUndefType.Default,
            _ => type,
        };

    private bool LeadsHere(DataType type) =>
        type switch
        {
            TypeAliasType alias => ReferenceEquals(alias, this),
            OptionalType { Type: { } inner } => LeadsHere(inner),
            NotUndefType { Type: { } inner } => LeadsHere(inner),
            VariantType variant => variant.Types.Any(LeadsHere),
            _ => false,
        };

    private static bool LeadsToRealType(DataType type, HashSet<DataType> seen) =>
        type switch
        {
            TypeAliasType { resolved: { } target } alias => seen.Add(alias) && LeadsToRealType(target, seen),
            TypeAliasType alias => seen.Add(alias),
            VariantType { Types.IsEmpty: false } variant => variant.Types.Any(t =>
                LeadsToRealType(t, [.. seen])
            ),
            _ => true,
        };

    private bool Mentions(DataType type, HashSet<DataType> seen) =>
        type switch
        {
            TypeAliasType alias => ReferenceEquals(alias, this)
                || alias.resolved is not null && seen.Add(alias) && Mentions(alias.resolved, seen),
            ObjectType when !seen.Add(type) => false,
            _ => type.Parts.Any(part => Mentions(part, seen)),
        };

    public override bool IsInstance(Value value) =>
        IsRecursive
            ? TypeAlternatives.Of(this).Any(type => type.IsInstance(value))
            : Resolved.IsInstance(value);

    internal override bool IsAssignable(DataType other, TypeRecursion? recursion)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }
        // While aliases that name each other are made, nothing is known yet of those that are not done.
        if (resolved is null)
        {
            return false;
        }
        recursion ??= new TypeRecursion();
        if (!recursion.Enter(this, other))
        {
            return true;
        }
        var result = Resolved.IsAssignable(other, recursion);
        recursion.Leave(this, other);
        return result;
    }

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        Resolved.IsAssignable(other, recursion);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        throw DataTypeException.NotParametrized(this);

    internal override void Print(TypePrinter printer) => printer.AppendAlias(this);

    public override bool Equals(Value? other) =>
        ReferenceEquals(this, other) || other is TypeAliasType alias && alias.Name == Name;

    public override int GetHashCode() => Name.GetHashCode();
}
