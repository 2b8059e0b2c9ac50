namespace Bunraku.Model;

/// <summary>Bytes; their text is strict Base64.</summary>
public sealed class BinaryValue(ReadOnlyMemory<byte> bytes) : Value
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public override string ToString() => Convert.ToBase64String(Bytes.Span);

    public override bool Equals(Value? other) =>
        other is BinaryValue value && value.Bytes.Span.SequenceEqual(Bytes.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}
