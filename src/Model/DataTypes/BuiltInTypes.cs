using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>Types of the language that are built from the others: its aliases and its objects.</summary>
public static class BuiltInTypes
{
    public static TypeAliasType Data { get; } =
        Alias(
            "Data",
            data =>
                new([
                    ScalarDataType.Default,
                    UndefType.Default,
                    new HashType(StringType.Default, data),
                    new ArrayType(data),
                ])
        );

    public static TypeAliasType RichDataKey { get; } =
        Alias("RichDataKey", _ => new([StringType.Default, NumericType.Default]));

    public static TypeAliasType RichData { get; } =
        Alias(
            "RichData",
            richData =>
                new([
                    ScalarType.Default,
                    SemVerRangeType.Default,
                    BinaryType.Default,
                    SensitiveType.Default,
                    TypeType.Default,
                    TypeSetType.Default,
                    UriType.Default,
                    ObjectType.Default,
                    UndefType.Default,
                    DefaultType.Default,
                    new HashType(RichDataKey, richData),
                    new ArrayType(richData),
                ])
        );

    /// <summary>A call that the node makes when it applies the catalog.</summary>
    public static ObjectType Deferred { get; } =
        ObjectDefinition.Read(
            HashValue.Of(
                ("name", "Deferred"),
                (
                    "attributes",
                    HashValue.Of(
                        ("name", new PatternType([@"\A[$]?[a-z][a-z0-9_]*(?:::[a-z][a-z0-9_]*)*\z"])),
                        ("arguments", new OptionalType(new ArrayType()))
                    )
                )
            )
        );

    public static ObjectType Error { get; } = MakeError();

    /// <summary>What types of annotations have as their parent.</summary>
    public static ObjectType Annotation => ObjectDefinition.Annotation;

    /// <summary>What a function or derived attribute of an Object type does, written in Ruby.</summary>
    public static ObjectType RubyMethod { get; } =
        ObjectDefinition.Read(
            HashValue.Of(
                ("name", "RubyMethod"),
                ("parent", Annotation),
                (
                    "attributes",
                    HashValue.Of(
                        ("body", StringType.Default),
                        (
                            "parameters",
                            HashValue.Of(
                                ("type", new OptionalType(StringType.NonEmpty)),
                                ("value", UndefValue.Instance)
                            )
                        )
                    )
                )
            )
        );

    /// <summary>The type system itself, which can annotate a value several times at once.</summary>
    public static ObjectType Pcore { get; } = ObjectDefinition.Read(HashValue.Of(("name", "Pcore")));

    private static readonly PatternType QualifiedName = new([@"\A[A-Z][\w]*(?:::[A-Z][\w]*)*\z"]);

    private static ObjectType MakeError()
    {
        var pattern = new VariantType([
            StringType.Default,
            RegexpType.Default,
            new TypeType(EnumType.Default),
            new TypeType(PatternType.Default),
            new TypeType(NotUndefType.Default),
            new TypeType(UndefType.Default),
        ]);
        var text = new OptionalType(StringType.NonEmpty);
        return ObjectDefinition.Read(
            HashValue.Of(
                ("name", "Error"),
                ("type_parameters", HashValue.Of(("kind", pattern), ("issue_code", pattern))),
                (
                    "attributes",
                    HashValue.Of(
                        ("msg", StringType.NonEmpty),
                        ("kind", text),
                        ("details", new OptionalType(new HashType(StringType.NonEmpty, Data))),
                        ("issue_code", text)
                    )
                ),
                (
                    "functions",
                    HashValue.Of(
                        (
                            "message",
                            new CallableType(
                                new TupleType([], new IntegerType(0, 0)),
                                null,
                                StringType.NonEmpty
                            )
                        )
                    )
                )
            )
        );
    }

    public static ImmutableArray<DataType> All { get; } =
    [
        Data,
        RichDataKey,
        RichData,
        Alias("Puppet::LookupKey", _ => new([RichDataKey])),
        Alias("Puppet::LookupValue", _ => new([RichData])),
        Alias("Pcore::SimpleTypeName", new PatternType([@"\A[A-Z]\w*\z"])),
        Alias("Pcore::MemberName", new PatternType([@"\A[a-z_]\w*\z"])),
        Alias("Pcore::TypeName", QualifiedName),
        Alias("Pcore::URI", new PatternType([UriPattern.Text])),
        Alias("Pcore::URI_RX", new RegexpType(UriPattern.Text)),
        Alias("Pcore::QRef", QualifiedName),
        Annotation,
        Deferred,
        Error,
        Pcore,
        RubyMethod,
    ];

    private static TypeAliasType Alias(string name, DataType type)
    {
        var alias = new TypeAliasType(name);
        alias.Resolve(type);
        return alias;
    }

    private static TypeAliasType Alias(string name, Func<TypeAliasType, VariantType> type)
    {
        var alias = new TypeAliasType(name) { IsBuiltIn = true };
        alias.Resolve(type(alias));
        return alias;
    }
}
