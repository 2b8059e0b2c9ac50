using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>Integer and Float.</summary>
public sealed class NumericType : DataType
{
    public static readonly NumericType Default = new();

    public override string Name => "Numeric";

    public override Constructor Constructor => NumberConstructors.Numeric;

    public override bool IsInstance(Value value) => value is IntegerValue or FloatValue;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is NumericType or IntegerType or FloatType;
}
