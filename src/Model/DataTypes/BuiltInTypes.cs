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
        new(
            "Deferred",
            null,
            [
                new("name", new PatternType([@"\A[$]?[a-z][a-z0-9_]*(?:::[a-z][a-z0-9_]*)*\z"])),
                new("arguments", new OptionalType(new ArrayType())) { Default = UndefValue.Instance },
            ]
        );

    public static ObjectType Error { get; } =
        new(
            "Error",
            null,
            [
                new("msg", StringType.NonEmpty),
                new("kind", new OptionalType(StringType.NonEmpty)) { Default = UndefValue.Instance },
                new("details", new OptionalType(new HashType(StringType.NonEmpty, Data)))
                {
                    Default = UndefValue.Instance,
                },
                new("issue_code", new OptionalType(StringType.NonEmpty)) { Default = UndefValue.Instance },
            ]
        );

    public static ImmutableArray<DataType> All { get; } =
    [
        Data,
        RichDataKey,
        RichData,
        Alias("Puppet::LookupKey", _ => new([RichDataKey])),
        Alias("Puppet::LookupValue", _ => new([RichData])),
        Deferred,
        Error,
    ];

    private static TypeAliasType Alias(string name, Func<TypeAliasType, VariantType> type)
    {
        var alias = new TypeAliasType(name) { IsBuiltIn = true };
        alias.Resolve(type(alias));
        return alias;
    }
}
