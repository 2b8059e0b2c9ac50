using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// A sequence whose elements are made when they are asked for: what <c>step</c> and <c>reverse_each</c>
/// return.
/// </summary>
public sealed class IteratorValue(IEnumerable<Value> items, DataType elementType) : Value
{
    public IEnumerable<Value> Items { get; } = items;

    public DataType ElementType { get; } = elementType;

    internal override int Depth => depth;

    private readonly int depth;

    /// <summary>Elements that are there already.</summary>
    public IteratorValue(ImmutableArray<Value> items)
        : this(items, VariantType.Of(items.Select(TypeInference.Of))) { }

    /// <summary>Elements that come from those of another value.</summary>
    private IteratorValue(IEnumerable<Value> items, DataType elementType, Value source)
        : this(items, elementType)
    {
        depth = Nesting.Above(source);
    }

    /// <summary>
    /// What iterating over a value yields, in order, or null when it cannot be iterated over: the elements of
    /// an array, pairs of a hash, characters of a string, the integers below a number, those of an Integer
    /// type.
    /// </summary>
    public static IEnumerable<Value>? ItemsOf(Value value) =>
        value switch
        {
            IteratorValue iterator => iterator.Items,
            ArrayValue array => array.Items,
            HashValue hash => hash.Pairs.Select(pair => new ArrayValue([pair.Key, pair.Value])),
            StringValue text => Characters(text.Text),
            IntegerValue { Number: >= 0 } number => Range(0, number.Number - 1),
            IntegerType { From: { } from, To: { } to } => Range(from, to),
            EnumType type => type.Values.Select(name => (Value)name),
            TypeAliasType alias => ItemsOf(alias.Resolved),
            _ => null,
        };

    /// <summary>Each <paramref name="step"/>th element, beginning with the first.</summary>
    public static IteratorValue Step(Value value, long step) =>
        new(EachNth(Required(value), step), ElementTypeOf(value), value);

    public static IteratorValue Reverse(Value value) =>
        value is IntegerType { From: { } from, To: { } to }
            ? new(RangeDown(from, to), ElementTypeOf(value), value)
            : new(Lazily(() => Required(value).Reverse()), ElementTypeOf(value), value);

    /// <summary>The type of what iterating yields.</summary>
    public static DataType ElementTypeOf(Value value) =>
        value switch
        {
            IteratorValue iterator => iterator.ElementType,
            ArrayValue { Count: 0 } => UnitType.Default,
            ArrayValue array => VariantType.Of(array.Items.Select(TypeInference.Of)),
            IntegerValue { Number: > 0 } number => new IntegerType(0, number.Number - 1),
            IntegerValue => UnitType.Default,
            DataType type => type,
            _ => TypeInference.Of(value).IterationType ?? AnyType.Default,
        };

    private static IEnumerable<Value> Required(Value value) =>
        ItemsOf(value) ?? throw DataTypeException.Runtime($"{TypeInference.Of(value)} is not Iterable");

    private static IEnumerable<Value> Lazily(Func<IEnumerable<Value>> items)
    {
        foreach (var item in items())
        {
            yield return item;
        }
    }

    private static IEnumerable<Value> EachNth(IEnumerable<Value> items, long step)
    {
        long index = 0;
        foreach (var item in items)
        {
            if (index++ % step == 0)
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<Value> Range(long from, long to)
    {
        for (var i = from; i <= to; i++)
        {
            yield return i;
            if (i == long.MaxValue)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<Value> RangeDown(long from, long to)
    {
        for (var i = to; i >= from; i--)
        {
            yield return i;
            if (i == long.MinValue)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<Value> Characters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            yield return text.Substring(i, length);
            i += length - 1;
        }
    }

    public override string ToString() => $"Iterator[{ElementType.Generalize()}]-Value";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
