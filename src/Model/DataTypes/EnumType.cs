using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// <c>Enum['a', 'b']</c>; with a last <c>true</c> letter case does not matter. Values are kept sorted.
/// </summary>
public sealed class EnumType : DataType
{
    public static readonly EnumType Default = new();

    public EnumType() { }

    public EnumType(IEnumerable<string> values, bool isCaseInsensitive = false)
    {
        Values = [.. values.Distinct().Order(StringComparer.Ordinal)];
        IsCaseInsensitive = isCaseInsensitive;
    }

    public override string Name => "Enum";

    public ImmutableArray<string> Values { get; } = [];

    public bool IsCaseInsensitive { get; }

    public override bool IsIterable => true;

    public override DataType IterationType => StringType.Default.IterationType;

    internal IntegerType Lengths =>
        Values.IsEmpty ? CollectionType.AnySize : new(Values.Min(TextLength.Of), Values.Max(TextLength.Of));

    public override bool IsInstance(Value value) => value is StringValue text && Contains(text.Text);

    private bool Contains(string text) =>
        IsCaseInsensitive ? Values.Any(value => AsciiText.Compare(value, text) == 0) : Values.Contains(text);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other switch
        {
            StringType or EnumType or PatternType when Values.IsEmpty => true,
            StringType { Value: { } text } => Contains(text),
            EnumType type => Equals(type)
                || !type.Values.IsEmpty
                    && (IsCaseInsensitive || !type.IsCaseInsensitive)
                    && type.Values.All(Contains),
            _ => false,
        };

    public override DataType Generalize() => Values.IsEmpty ? StringType.Default : new StringType(Lengths);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        var isCaseInsensitive = flat is [.., BooleanValue { IsTrue: true }];
        var names = flat is [.., BooleanValue] ? flat[..^1] : flat;
        TypeParameters.CheckCount(this, names.Length, 1, int.MaxValue);
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is not StringValue)
            {
                throw DataTypeException.BadKind(this, i, names[i], "String");
            }
        }
        return new EnumType(names.Select(name => ((StringValue)name).Text), isCaseInsensitive);
    }

    internal override void Print(TypePrinter printer)
    {
        IEnumerable<object?> values = Values.Select(value => new StringValue(value));
        printer.Append(
            Name,
            IsCaseInsensitive && !Values.IsEmpty ? values.Append(BooleanValue.True) : values
        );
    }

    private protected override bool HasSameParameters(DataType other) =>
        other is EnumType type
        && type.IsCaseInsensitive == IsCaseInsensitive
        && type.Values.SequenceEqual(Values);

    public override int GetHashCode() => HashCode.Combine(Name, Values.Length, Values.FirstOrDefault());
}
