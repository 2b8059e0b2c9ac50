namespace Bunraku.Model;

/// <summary>
/// A reference to a resource as the attributes of resources hold it. In an expression <c>File['/x']</c> is a
/// data type; given to an attribute it becomes this.
/// </summary>
public sealed class ResourceReferenceValue(ResourceReference reference) : Value
{
    public ResourceReference Reference { get; } = reference;

    public override string ToString() => Reference.ToString();

    public override bool Equals(Value? other) =>
        other is ResourceReferenceValue value && value.Reference == Reference;

    public override int GetHashCode() => Reference.GetHashCode();
}
