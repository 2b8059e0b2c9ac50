namespace Bunraku.Model;

/// <summary><c>default</c>.</summary>
public sealed class DefaultValue : Value
{
    public static readonly DefaultValue Instance = new();

    private DefaultValue() { }

    public override string ToString() => "default";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 2;
}
