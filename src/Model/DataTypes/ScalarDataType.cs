namespace Bunraku.Model;

/// <summary>String, Integer, Float and Boolean.</summary>
public sealed class ScalarDataType : DataType
{
    public static readonly ScalarDataType Default = new();

    public override string Name => "ScalarData";

    public override bool IsInstance(Value value) =>
        value is StringValue or IntegerValue or FloatValue or BooleanValue;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other
            is ScalarDataType
                or StringType
                or EnumType
                or PatternType
                or NumericType
                or IntegerType
                or FloatType
                or BooleanType;
}
