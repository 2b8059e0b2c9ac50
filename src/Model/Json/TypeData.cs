using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// Data types as rich data, in the reference's form: <c>{"__ptype": "Pcore::IntegerType", "from":
/// 1}</c>. What
/// it cannot write (types that mention themselves, type sets) is written by name.
/// </summary>
internal static class TypeData
{
    internal const string Prefix = "Pcore::";
    private const string ByName = "Type";

    private readonly record struct Attribute(string Name, Value Value, Value? Default);

    public static Value ToData(DataType type, Func<Value, Value> write) =>
        type switch
        {
            TypeAliasType alias => OfAlias(alias, write),
            TypeSetType => RichData.Typed(ByName, type.ToString()),
            ObjectType named when named.MentionsItself => RichData.Typed(ByName, named.Name),
            ObjectType named => Data(
                "ObjectType",
                [new("_pcore_init_hash", ObjectDefinition.Write(named), null)],
                write
            ),
            ObjectTypeExtension extension => Data(
                "ObjectTypeExtenType",
                [
                    new("base_type", extension.BaseType, null),
                    new("init_parameters", extension.InitParameters, null),
                ],
                write
            ),
            StructType @struct => RichData.Typed(
                Prefix + "StructType",
                "elements",
                ArrayValue.Of(@struct.Elements.Select(element => OfElement(element, write)))
            ),
            _ => Data(type.Name + "Type", AttributesOf(type), write),
        };

    private static HashValue Data(string name, ImmutableArray<Attribute> attributes, Func<Value, Value> write)
    {
        var count = attributes.Length;
        while (count > 0 && attributes[count - 1].Value.Equals(attributes[count - 1].Default))
        {
            count--;
        }
        var data = new HashValue.Builder { [RichData.TypeKey] = Prefix + name };
        foreach (var attribute in attributes.AsSpan()[..count])
        {
            data[attribute.Name] = write(attribute.Value);
        }
        return data.Build();
    }

    private static HashValue OfElement(StructElement element, Func<Value, Value> write) =>
        HashValue.Of(
            (RichData.TypeKey, Prefix + "StructElement"),
            ("key_type", write(element.KeyType)),
            ("value_type", write(element.ValueType))
        );

    private static HashValue OfAlias(TypeAliasType alias, Func<Value, Value> write) =>
        alias.IsRecursive
            ? RichData.Typed(ByName, alias.Name)
            : HashValue.Of(
                (RichData.TypeKey, Prefix + "TypeAliasType"),
                ("name", alias.Name),
                ("type_expr", UndefValue.Instance),
                ("resolved_type", write(alias.Resolved))
            );

    /// <summary>
    /// In the order of the reference's constructors; those at the end that have their default are left out.
    /// </summary>
    private static ImmutableArray<Attribute> AttributesOf(DataType type) =>
        type switch
        {
            IntegerType range => [Optional("from", Number(range.From)), Optional("to", Number(range.To))],
            FloatType range => [Optional("from", Number(range.From)), Optional("to", Number(range.To))],
            TimestampType range => [Optional("from", range.From), Optional("to", range.To)],
            TimespanType range => [Optional("from", range.From), Optional("to", range.To)],
            CollectionType collection => [Optional("size_type", collection.Size)],
            StringType text =>
            [
                Optional("size_type_or_value", text.Value is null ? text.Size : (Value)text.Value),
            ],
            EnumType @enum =>
            [
                new("values", Texts(@enum.Values), null),
                new("case_insensitive", @enum.IsCaseInsensitive, false),
            ],
            PatternType pattern =>
            [
                new("patterns", ArrayValue.Of(pattern.Patterns.Select(p => new RegexpType(p))), null),
            ],
            RegexpType regexp => [Optional("pattern", Text(regexp.Pattern))],
            ArrayType array =>
            [
                new("element_type", array.ElementType, AnyType.Default),
                Optional("size_type", array.Size),
            ],
            HashType hash =>
            [
                new("key_type", hash.KeyType, AnyType.Default),
                new("value_type", hash.ValueType, AnyType.Default),
                Optional("size_type", hash.Size),
            ],
            TupleType tuple =>
            [
                new("types", ArrayValue.Of(tuple.Types), null),
                Optional("size_type", tuple.Size),
            ],
            VariantType variant => [new("types", ArrayValue.Of(variant.Types), null)],
            OptionalType optional => [Optional("type", optional.Type)],
            NotUndefType notUndef => [Optional("type", notUndef.Type)],
            TypeType meta => [Optional("type", meta.Type)],
            IterableType iterable => [Optional("type", iterable.Type)],
            IteratorType iterator => [Optional("type", iterator.Type)],
            CallableType callable =>
            [
                Optional("param_types", callable.ParameterTypes),
                Optional("block_type", callable.BlockType),
                new("return_type", OrUndef(callable.ReturnType), AnyType.Default),
            ],
            ClassReferenceType reference => [Optional("class_name", Text(reference.ClassName))],
            ResourceReferenceType reference =>
            [
                Optional("type_name", Text(reference.TypeName)),
                Optional("title", Text(reference.Title)),
            ],
            RuntimeType runtime =>
            [
                Optional("runtime", Text(runtime.Runtime)),
                Optional("name_or_pattern", Text(runtime.TypeName)),
            ],
            InitType init =>
            [
                Optional("type", init.Type),
                new("init_args", new ArrayValue(init.Arguments), ArrayValue.Empty),
            ],
            SemVerType version => [new("ranges", ArrayValue.Of(version.Ranges), ArrayValue.Empty)],
            UriType uri => [new("parameters", uri.Parameters, HashValue.Empty)],
            TypeReferenceType reference => [new("type_string", reference.TypeString, null)],
            _ => [],
        };

    private static Attribute Optional(string name, Value? value) =>
        new(name, OrUndef(value), UndefValue.Instance);

    private static Value OrUndef(Value? value) => value ?? UndefValue.Instance;

    private static Value? Text(string? text) => text is null ? null : new StringValue(text);

    private static Value? Number(long? number) => number is { } known ? new IntegerValue(known) : null;

    private static Value? Number(double? number) => number is { } known ? new FloatValue(known) : null;

    private static ArrayValue Texts(ImmutableArray<string> texts) =>
        ArrayValue.Of(texts.Select(text => (Value)text));

    /// <summary>
    /// The type again, of the attributes that were read; null for a name that is no type's.
    /// </summary>
    /// <param name="name">The name without <see cref="Prefix"/>.</param>
    public static DataType? FromData(string name, HashValue data)
    {
        var size = data.Find("size_type") as IntegerType;
        var inner = data.Find("type") as DataType;
        return name switch
        {
            "IntegerType" => new IntegerType(Whole(data, "from"), Whole(data, "to")),
            "FloatType" => new FloatType(Real(data, "from"), Real(data, "to")),
            "TimestampType" => new TimestampType(
                data.Find("from") as TimestampValue,
                data.Find("to") as TimestampValue
            ),
            "TimespanType" => new TimespanType(
                data.Find("from") as TimespanValue,
                data.Find("to") as TimespanValue
            ),
            "CollectionType" => new CollectionType(size),
            "StringType" => data.Find("size_type_or_value") switch
            {
                StringValue text => new StringType(text.Text),
                var range => new StringType(range as IntegerType),
            },
            "EnumType" => new EnumType(
                TextsOf(data, "values"),
                data.Find("case_insensitive") is { IsTrue: true }
            ),
            "PatternType" => new PatternType(Items(data, "patterns").Select(PatternOf)),
            "RegexpType" => TextOf(data, "pattern") is { } pattern
                ? new RegexpType(pattern)
                : RegexpType.Default,
            "ArrayType" => new ArrayType(TypeOf(data, "element_type"), size),
            "HashType" => new HashType(TypeOf(data, "key_type"), TypeOf(data, "value_type"), size),
            "TupleType" => new TupleType([.. Items(data, "types").OfType<DataType>()], size),
            "VariantType" => new VariantType([.. Items(data, "types").OfType<DataType>()]),
            "StructType" => new StructType([.. Items(data, "elements").OfType<HashValue>().Select(Element)]),
            "OptionalType" => new OptionalType(inner),
            "NotUndefType" => new NotUndefType(inner),
            "TypeType" => new TypeType(inner),
            "IterableType" => new IterableType(inner),
            "IteratorType" => new IteratorType(inner),
            "CallableType" => new CallableType(
                data.Find("param_types") as TupleType,
                data.Find("block_type") as DataType,
                data.Find("return_type") as DataType
            ),
            "ClassType" => TextOf(data, "class_name") is { } className
                ? new ClassReferenceType(className)
                : ClassReferenceType.Default,
            "ResourceType" => new ResourceReferenceType(TextOf(data, "type_name"), TextOf(data, "title")),
            "RuntimeType" => TextOf(data, "runtime") is { } runtime
                ? new RuntimeType(runtime, TextOf(data, "name_or_pattern"))
                : RuntimeType.Default,
            "InitType" => new InitType(inner, [.. Items(data, "init_args")]),
            "SemVerType" => new SemVerType([.. Items(data, "ranges").OfType<SemVerRangeValue>()]),
            "URIType" => Uri(data.Find("parameters")),
            "TypeReferenceType" => new TypeReferenceType(TextOf(data, "type_string") ?? ""),
            "TypeAliasType" => Alias(TextOf(data, "name") ?? "", TypeOf(data, "resolved_type")),
            "ObjectType" => data.Find("_pcore_init_hash") is HashValue { Count: > 0 } definition
                ? ObjectDefinition.Read(definition)
                : ObjectType.Default,
            "ObjectTypeExtenType" => TypeOf(data, "base_type")
                .WithParameters([
                    .. data.Find("init_parameters") is HashValue named
                        ? [named]
                        : Items(data, "init_parameters"),
                ]),
            _ when name.EndsWith("Type", StringComparison.Ordinal) => DataTypeRoster.Find(name[..^4]),
            _ => null,
        };
    }

    private static string PatternOf(Value item) =>
        (item as RegexpType)?.Pattern ?? (item as RegexpValue)?.Pattern ?? "";

    private static DataType Uri(Value? parts) =>
        parts is null or UndefValue ? UriType.Default : UriType.Default.WithParameters([parts]);

    private static TypeAliasType Alias(string name, DataType resolved)
    {
        var alias = new TypeAliasType(name);
        alias.Resolve(resolved);
        return alias;
    }

    private static StructElement Element(HashValue data)
    {
        var key = data.Find("key_type") as DataType;
        var isOptional = key is OptionalType;
        var literal = (key is OptionalType optional ? optional.Type : key) as StringType;
        return new(literal?.Value ?? "", TypeOf(data, "value_type"), isOptional);
    }

    private static DataType TypeOf(HashValue data, string name) =>
        data.Find(name) as DataType ?? AnyType.Default;

    private static string? TextOf(HashValue data, string name) => (data.Find(name) as StringValue)?.Text;

    private static long? Whole(HashValue data, string name) => (data.Find(name) as IntegerValue)?.Number;

    private static double? Real(HashValue data, string name) =>
        data.Find(name) switch
        {
            FloatValue real => real.Number,
            IntegerValue whole => whole.Number,
            _ => null,
        };

    private static ImmutableArray<Value> Items(HashValue data, string name) =>
        (data.Find(name) as ArrayValue)?.Items ?? [];

    private static IEnumerable<string> TextsOf(HashValue data, string name) =>
        Items(data, name).OfType<StringValue>().Select(text => text.Text);
}
