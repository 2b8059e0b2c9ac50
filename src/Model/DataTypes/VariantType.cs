using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// Any of several types. <see cref="Of"/> makes the simplest, the constructor exactly what is asked.
/// </summary>
public sealed class VariantType : DataType
{
    public static readonly VariantType Default = new();

    public VariantType()
        : this([]) { }

    public VariantType(ImmutableArray<DataType> types) => Types = types;

    public override string Name => "Variant";

    public ImmutableArray<DataType> Types { get; }

    public override IEnumerable<DataType> Parts => Types;

    public override bool IsCallable(bool orOptional = true) => Types.All(type => type.IsCallable(orOptional));

    /// <summary>The types without duplicates and nested variants: one alone is itself.</summary>
    public static DataType Of(params IEnumerable<DataType> types)
    {
        ImmutableArray<DataType> flat = [.. types.SelectMany(Flatten).Distinct()];
        return flat.Length == 1 ? flat[0] : new VariantType(flat);
    }

    internal static IEnumerable<DataType> Flatten(DataType type) =>
        type is VariantType variant ? variant.Types : [type];

    public override bool IsInstance(Value value)
    {
        foreach (var type in Types)
        {
            if (type.IsInstance(value))
            {
                return true;
            }
        }
        return false;
    }

    private protected override bool AcceptsVariant(VariantType variant, TypeRecursion? recursion) =>
        Types.IsEmpty || base.AcceptsVariant(variant, recursion);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        Types.Any(type => type.IsAssignable(other, recursion));

    public override DataType Generalize() =>
        Types.IsEmpty ? this : Of(Types.Select(type => type.Generalize()));

    public override DataType Normalize() => Types.IsEmpty ? this : VariantNormalization.Normalize(Types);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        TypeParameters.CheckCount(this, flat.Length, 1, int.MaxValue);
        TypeParameters.CheckTypes(this, flat);
        return Of(flat.Cast<DataType>());
    }

    internal override void Print(TypePrinter printer) => printer.Append(Name, Types);

    private protected override bool HasSameParameters(DataType other) =>
        other is VariantType type
        && type.Types.Length == Types.Length
        && type.Types.All(t => Types.Contains(t));

    public override int GetHashCode() => HashCode.Combine(Name, Types.Length);
}
