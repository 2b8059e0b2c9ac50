namespace Bunraku.Model;

/// <summary>A value that must not be shown: its text is a fixed phrase.</summary>
public sealed class SensitiveValue(Value inner) : Value
{
    public Value Inner { get; } = inner;

    internal override int Depth { get; } = Nesting.Above(inner);

    internal override int Extent => Inner.Extent;

    public override string ToString() => "Sensitive [value redacted]";

    public override bool Equals(Value? other) => other is SensitiveValue value && value.Inner.Equals(Inner);

    public override int GetHashCode() => HashCode.Combine(5, Inner);
}
