namespace Bunraku.Model;

/// <summary>
/// An instance of an Object type: its attributes in the order of the type, those left out included.
/// </summary>
public sealed class ObjectValue(ObjectType type, HashValue attributes) : Value
{
    public ObjectType Type { get; } = type;

    /// <summary>What it was made of: attributes that have their default value are left out.</summary>
    public HashValue InitHash { get; } = WithoutDefaults(type, attributes);

    internal override int Depth => InitHash.Depth;

    internal override int Extent => InitHash.Extent;

    /// <summary>
    /// The value of an attribute, constants and defaults included; null when there is no such attribute or it
    /// is derived.
    /// </summary>
    public Value? Find(string attribute) =>
        InitHash.Find(attribute)
        ?? Type.FindAttribute(attribute) switch
        {
            null or { Kind: ObjectAttributeKind.Derived } => null,
            var known => known.Default ?? UndefValue.Instance,
        };

    private static HashValue WithoutDefaults(ObjectType type, HashValue attributes)
    {
        var builder = new HashValue.Builder();
        foreach (var attribute in type.AllAttributes.Where(attribute => attribute.IsGiven))
        {
            var value = attributes.Find(attribute.Name) ?? attribute.Default ?? UndefValue.Instance;
            if (!value.Equals(attribute.Default))
            {
                builder[attribute.Name] = value;
            }
        }
        return builder.Build();
    }

    public override string ToString() => ValueText.Of(this);

    public override bool Equals(Value? other) =>
        ReferenceEquals(this, other)
        || other is ObjectValue value
            && (value.Type.Equals(Type) || !Type.ComparesType)
            && (Type.IsTypePartOfEquality || !Type.EqualityAttributes.IsEmpty)
            && Type.EqualityAttributes.All(name => Equals(Find(name), value.Find(name)));

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var name in Type.EqualityAttributes)
        {
            hash.Add(Find(name));
        }
        return hash.ToHashCode();
    }
}
