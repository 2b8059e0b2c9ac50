namespace Bunraku.Model;

public sealed class BooleanValue : Value
{
    public static readonly BooleanValue True = new(true);
    public static readonly BooleanValue False = new(false);

    private BooleanValue(bool truth) => IsTrue = truth;

    public override bool IsTrue { get; }

    public static BooleanValue Of(bool truth) => truth ? True : False;

    public override string ToString() => IsTrue ? "true" : "false";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => IsTrue ? 3 : 4;
}
