using System.Globalization;

namespace Bunraku.Model;

/// <summary>A signed 64-bit integer; arithmetic that leaves the range is an error.</summary>
public sealed class IntegerValue(long number) : Value
{
    public long Number { get; } = number;

    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);

    public override bool Equals(Value? other) => other is IntegerValue integer && integer.Number == Number;

    public override int GetHashCode() => Number.GetHashCode();
}
