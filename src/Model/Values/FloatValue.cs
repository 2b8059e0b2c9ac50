namespace Bunraku.Model;

/// <summary>An IEEE double.</summary>
public sealed class FloatValue(double number) : Value
{
    public double Number { get; } = number;

    public override string ToString() => FloatText.Of(Number);

    public override bool Equals(Value? other) => other is FloatValue real && real.Number.Equals(Number);

    public override int GetHashCode() => Number.GetHashCode();
}
