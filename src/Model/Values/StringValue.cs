namespace Bunraku.Model;

public sealed class StringValue(string text) : Value
{
    public static readonly StringValue Empty = new("");

    public string Text { get; } = text;

    internal override int Extent { get; } = Model.Extent.Of(text);

    public override string ToString() => Text;

    public override bool Equals(Value? other) => other is StringValue value && value.Text == Text;

    public override int GetHashCode() => Text.GetHashCode();
}
