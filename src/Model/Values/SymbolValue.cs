namespace Bunraku.Model;

/// <summary>
/// A symbol that a function in Ruby returned: <c>Runtime[ruby, 'Symbol']</c>, which is no string until a
/// catalog is written.
/// </summary>
public sealed class SymbolValue(string name) : Value
{
    public string Name => name;

    public override string ToString() => name;

    public override bool Equals(Value? other) => other is SymbolValue symbol && symbol.Name == name;

    public override int GetHashCode() => HashCode.Combine(typeof(SymbolValue), name);

    /// <summary>
    /// The value as resources have it: symbols and objects of Ruby are texts, but for keys, which a catalog
    /// shows.
    /// </summary>
    public static Value ToText(Value value) =>
        value switch
        {
            SymbolValue symbol => new StringValue(symbol.Name),
            RuntimeValue { IsForeign: true } foreign => new StringValue(foreign.ToString()!),
            ArrayValue array when array.Items.Any(HasSymbol) => ArrayValue.Of(array.Items.Select(ToText)),
            HashValue hash when hash.Pairs.Any(pair => HasSymbol(pair.Value)) => HashValue.Of(
                hash.Pairs.Select(pair => KeyValuePair.Create(pair.Key, ToText(pair.Value)))
            ),
            _ => value,
        };

    private static bool HasSymbol(Value value) =>
        value switch
        {
            SymbolValue or RuntimeValue { IsForeign: true } => true,
            ArrayValue array => array.Items.Any(HasSymbol),
            HashValue hash => hash.Pairs.Any(pair => HasSymbol(pair.Value)),
            _ => false,
        };
}
