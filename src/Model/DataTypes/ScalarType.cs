namespace Bunraku.Model;

/// <summary>
/// Values that contain no others: ScalarData, Regexp, SemVer, SemVerRange, Timespan, Timestamp.
/// </summary>
public sealed class ScalarType : DataType
{
    public static readonly ScalarType Default = new();

    public override string Name => "Scalar";

    public override bool IsInstance(Value value) =>
        ScalarDataType.Default.IsInstance(value)
        || value is RegexpValue or SemVerValue or SemVerRangeValue or TimespanValue or TimestampValue;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is ScalarType or RegexpType or SemVerType or SemVerRangeType or TimespanType or TimestampType
        || ScalarDataType.Default.IsAssignable(other, recursion);
}
