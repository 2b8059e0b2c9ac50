namespace Bunraku.Model;

/// <summary><c>undef</c>: the absence of a value.</summary>
public sealed class UndefValue : Value
{
    public static readonly UndefValue Instance = new();

    private UndefValue() { }

    public override bool IsTrue => false;

    public override string ToString() => "";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 1;
}
