using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// One key of a Struct. An optional key may be missing; whether its value may be undef is another question.
/// </summary>
public sealed record StructElement(string Name, DataType ValueType, bool IsOptional = false)
{
    /// <summary>The literal string type, within Optional when the key may be missing.</summary>
    public DataType KeyType { get; } = KeyOf(Name, IsOptional);

    private static DataType KeyOf(string name, bool isOptional) =>
        isOptional ? new OptionalType(new StringType(name)) : new StringType(name);
}

/// <summary><c>Struct[{'a' =&gt; Integer, Optional['b'] =&gt; String}]</c>.</summary>
public sealed class StructType : DataType
{
    public static readonly StructType Default = new();

    private readonly Lazy<Dictionary<string, StructElement>> byName;

    public StructType()
        : this([]) { }

    public StructType(ImmutableArray<StructElement> elements)
    {
        Elements = elements;
        byName = new(() => elements.ToDictionary(element => element.Name));
    }

    public override string Name => "Struct";

    public ImmutableArray<StructElement> Elements { get; }

    public override Constructor Constructor => HashConstructor.Instance;

    public override bool IsIterable => true;

    public override DataType IterationType =>
        Elements.IsEmpty
            ? HashType.Default.IterationType
            : new TupleType(
                [
                    VariantType.Of(Elements.Select(element => element.KeyType)),
                    VariantType.Of(Elements.Select(element => element.ValueType)),
                ],
                HashType.PairSize
            );

    public override IEnumerable<DataType> Parts => Elements.Select(element => element.ValueType);

    public StructElement? Find(string name) => byName.Value.GetValueOrDefault(name);

    public override bool IsInstance(Value value)
    {
        if (value is not HashValue hash)
        {
            return false;
        }
        var matched = 0;
        foreach (var element in Elements)
        {
            var item = hash.Find(element.Name);
            if (item is null ? !element.IsOptional : !element.ValueType.IsInstance(item))
            {
                return false;
            }
            matched += item is null ? 0 : 1;
        }
        return matched == hash.Count;
    }

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other switch
        {
            StructType @struct => AcceptsStruct(@struct, recursion),
            HashType hash => AcceptsHash(hash, recursion),
            _ => false,
        };

    private bool AcceptsStruct(StructType other, TypeRecursion? recursion)
    {
        var matched = 0;
        foreach (var element in Elements)
        {
            if (other.Find(element.Name) is not { } same)
            {
                if (!element.IsOptional)
                {
                    return false;
                }
                continue;
            }
            matched++;
            if (
                same.IsOptional && !element.IsOptional
                || !element.ValueType.IsAssignable(same.ValueType, recursion)
            )
            {
                return false;
            }
        }
        return matched == other.Elements.Length;
    }

    private bool AcceptsHash(HashType hash, TypeRecursion? recursion)
    {
        var required = Elements.Where(element => !element.IsOptional).ToList();
        return required.TrueForAll(element =>
                element.ValueType.IsAssignable(hash.ValueType, recursion)
                && StringType.Default.IsAssignable(hash.KeyType, recursion)
            )
            && new IntegerType(required.Count, Elements.Length).IsAssignable(
                hash.Size ?? CollectionType.AnySize
            );
    }

    public override DataType Generalize() => With(type => type.Generalize());

    public override DataType Normalize() => With(type => type.Normalize());

    private StructType With(Func<DataType, DataType> change) =>
        new([.. Elements.Select(element => element with { ValueType = change(element.ValueType) })]);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        TypeParameters.CheckCount(this, parameters.Length, 1, 1);
        return parameters[0] is HashValue hash
            ? new StructType([.. hash.Pairs.Select(pair => Element(pair.Key, pair.Value))])
            : throw DataTypeException.BadKind(this, 0, parameters[0], "Hash");
    }

    private static StructElement Element(Value key, Value value)
    {
        var type = value as DataType ?? TypeInference.Reduced(value).Generalize();
        if (key is StringValue { Text: var name })
        {
            return name.Length == 0
                ? throw DataTypeException.Runtime("Struct element key cannot be an empty String")
                : new StructElement(name, type, type.IsAssignable(UndefType.Default));
        }
        var literal = key switch
        {
            NotUndefType notUndef => notUndef.Type,
            OptionalType optional => optional.Type,
            StringType text => text,
            EnumType { Values: [var only] } => new StringType(only),
            EnumType => null,
            _ => throw DataTypeException.Runtime(
                "Illegal Struct member key type. Expected NotUndef, Optional, String, or Enum. Got: "
                    + RubyText.ClassOf(key)
            ),
        };
        return literal is StringType { Value: { } text1 }
            ? new StructElement(text1, type, key is OptionalType)
            : throw DataTypeException.Runtime(
                $"Unable to extract a non-empty literal string from Struct member key type {key}"
            );
    }

    internal override void Print(TypePrinter printer)
    {
        printer.Append(Name);
        for (var i = 0; i < Elements.Length; i++)
        {
            printer.Append(i == 0 ? "[{" : ", ");
            printer.AppendParameter(Elements[i]);
        }
        printer.Append(Elements.IsEmpty ? "" : "}]");
    }

    private protected override bool HasSameParameters(DataType other) =>
        other is StructType type && type.Elements.SequenceEqual(Elements);

    public override int GetHashCode() => HashCode.Combine(Name, Elements.Length);
}
