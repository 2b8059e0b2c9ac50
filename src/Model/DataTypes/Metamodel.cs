using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// The types of the type system itself: <c>Integer[1, 2]</c> is an instance of <c>Pcore::IntegerType</c>.
/// </summary>
internal static class Metamodel
{
    private const string Suffix = "Type";

    private static readonly OptionalType AnyKind = new(TypeType.Default);
    private static readonly OptionalType Size = new(new TypeType(IntegerType.Default));
    private static readonly OptionalType Word = new(StringType.NonEmpty);
    private static readonly Value Undef = UndefValue.Instance;

    /// <summary>By their names without prefix.</summary>
    private static readonly Dictionary<string, ObjectType> ByName = [];

    /// <summary>Parents stand before their children. The table is as long as there are types.</summary>
    public static ImmutableArray<DataType> All { get; } =
    [
        Define("AnyType", AnyType.Default),
        .. Plain("AnyType", "UnitType", "UndefType", "DefaultType", "SensitiveType", "SemVerRangeType"),
        .. Plain("AnyType", "BinaryType", "AbstractTimeDataType", "CatalogEntryType", "ScalarType"),
        .. Plain("ScalarType", "ScalarDataType"),
        .. Plain("ScalarDataType", "BooleanType"),
        Of("NumericType", "ScalarDataType", Range(NumericType.Default)),
        .. Plain("NumericType", "IntegerType", "FloatType"),
        Of("TimestampType", "ScalarType", Range(TimestampType.Default)),
        Of("TimespanType", "ScalarType", Range(TimespanType.Default)),
        Of(
            "StringType",
            "ScalarDataType",
            (
                "size_type_or_value",
                Given(
                    new OptionalType(
                        new VariantType([StringType.Default, new TypeType(IntegerType.Default)])
                    ),
                    Undef
                )
            )
        ),
        Of(
            "EnumType",
            "ScalarDataType",
            ("values", new ArrayType(StringType.NonEmpty)),
            ("case_insensitive", Given(BooleanType.Default, false))
        ),
        Of("PatternType", "ScalarDataType", ("patterns", new ArrayType(RegexpType.Default))),
        Of(
            "RegexpType",
            "ScalarType",
            (
                "pattern",
                Given(new VariantType([UndefType.Default, StringType.Default, RegexpType.Default]), Undef)
            )
        ),
        Of(
            "SemVerType",
            "ScalarType",
            (
                "ranges",
                Given(
                    new ArrayType(new VariantType([SemVerRangeType.Default, StringType.NonEmpty])),
                    ArrayValue.Empty
                )
            )
        ),
        Of("CollectionType", "AnyType", ("size_type", Given(Size, Undef))),
        Of("ArrayType", "CollectionType", ("element_type", Given(AnyKind, AnyType.Default))),
        Of(
            "HashType",
            "CollectionType",
            ("key_type", Given(AnyKind, AnyType.Default)),
            ("value_type", Given(AnyKind, AnyType.Default))
        ),
        Of(
            "TupleType",
            "AnyType",
            ("types", new ArrayType(TypeType.Default)),
            ("size_type", Given(Size, Undef))
        ),
        Define("StructElement", null, ("key_type", TypeType.Default), ("value_type", TypeType.Default)),
        Of("StructType", "AnyType", ("elements", new ArrayType(ByName["StructElement"]))),
        Of("VariantType", "AnyType", ("types", new ArrayType(TypeType.Default))),
        Of("OptionalType", "AnyType", Inner()),
        Of("NotUndefType", "AnyType", Inner()),
        Of("TypeType", "AnyType", Inner()),
        Of("IterableType", "AnyType", Inner()),
        Of("IteratorType", "AnyType", Inner()),
        Of(
            "InitType",
            "AnyType",
            ("type", Given(AnyKind, Undef)),
            ("init_args", Given(new ArrayType(), ArrayValue.Empty))
        ),
        Of(
            "CallableType",
            "AnyType",
            ("param_types", Given(new OptionalType(new TypeType(TupleType.Default)), Undef)),
            ("block_type", Given(new OptionalType(new TypeType(CallableType.Default)), Undef)),
            ("return_type", Given(AnyKind, AnyType.Default))
        ),
        Of("ClassType", "CatalogEntryType", ("class_name", Given(Word, Undef))),
        Of(
            "ResourceType",
            "CatalogEntryType",
            ("type_name", Given(Word, Undef)),
            ("title", Given(Word, Undef))
        ),
        Of(
            "RuntimeType",
            "AnyType",
            ("runtime", Given(Word, Undef)),
            (
                "name_or_pattern",
                Given(
                    new OptionalType(
                        new VariantType([
                            StringType.NonEmpty,
                            new TupleType([RegexpType.Default, StringType.NonEmpty]),
                        ])
                    ),
                    Undef
                )
            )
        ),
        Of(
            "URIType",
            "AnyType",
            (
                "parameters",
                Given(new OptionalType(new VariantType([StringType.NonEmpty, UriType.ParameterTypes])), Undef)
            )
        ),
        Of(
            "TypeAliasType",
            "AnyType",
            ("name", StringType.NonEmpty),
            ("type_expr", AnyType.Default),
            ("resolved_type", Given(AnyKind, Undef))
        ),
        Of("TypeReferenceType", "AnyType", ("type_string", StringType.NonEmpty)),
        Of("ObjectType", "AnyType", ("_pcore_init_hash", ObjectDefinition.Definition)),
        Of(
            "ObjectTypeExtenType",
            "AnyType",
            ("base_type", TypeType.Default),
            ("init_parameters", new ArrayType())
        ),
        Of("TypeSetType", "AnyType", ("_pcore_init_hash", TypeSetType.Definition)),
        .. ResourceTypes(),
    ];

    /// <summary>Whether a type is an instance of one of these.</summary>
    public static bool IsInstance(ObjectType kind, DataType type) =>
        kind.TypeName?.StartsWith(TypeData.Prefix, StringComparison.Ordinal) == true
        && ByName.TryGetValue(NameOf(type), out var actual)
        && kind.IsAssignable(actual);

    /// <summary>The type that one of these makes of its attributes; null for other types.</summary>
    public static DataType? Make(ObjectType kind, HashValue attributes) =>
        kind.TypeName is { } name
        && name.StartsWith(TypeData.Prefix, StringComparison.Ordinal)
        && ByName.ContainsKey(name[TypeData.Prefix.Length..])
            ? TypeData.FromData(name[TypeData.Prefix.Length..], attributes)
            : null;

    private static string NameOf(DataType type) =>
        type switch
        {
            TypeAliasType => "TypeAliasType",
            ObjectType => "ObjectType",
            ObjectTypeExtension => "ObjectTypeExtenType",
            ResourceReferenceType => "ResourceType",
            _ => type.Name + Suffix,
        };

    private static DataType[] Plain(string parent, params string[] names) =>
        [.. names.Select(name => Of(name, parent))];

    private static ObjectType Of(string name, string parent, params (string, Value)[] attributes) =>
        Define(name, ByName[parent], attributes);

    private static ObjectType Define(string name, DataType? parent, params (string, Value)[] attributes) =>
        ByName[name] = Read(TypeData.Prefix + name, ("parent", parent), attributes);

    private static ObjectType Read(
        string name,
        (string Key, Value? Value) more,
        params (string, Value)[] attributes
    )
    {
        var definition = new HashValue.Builder { ["name"] = name };
        if (more.Value is { } value)
        {
            definition[more.Key] = value;
        }
        if (attributes.Length > 0)
        {
            definition["attributes"] = HashValue.Of(attributes);
        }
        return ObjectDefinition.Read(definition.Build());
    }

    private static (string, Value)[] Range(DataType type) =>
        [("from", Given(new OptionalType(type), Undef)), ("to", Given(new OptionalType(type), Undef))];

    private static (string, Value) Inner() => ("type", Given(AnyKind, Undef));

    /// <summary>An attribute with a default.</summary>
    private static HashValue Given(DataType type, Value value) =>
        HashValue.Of(("type", type), ("value", value));

    /// <summary>What the reference generates of a resource type for an environment of its own.</summary>
    private static DataType[] ResourceTypes()
    {
        var byName = ("equality", (Value)ArrayValue.Of([(Value)"name"]));
        var parameter = Read(
            "Puppet::Resource::Param",
            byName,
            ("type", TypeType.Default),
            ("name", StringType.NonEmpty),
            ("name_var", Given(BooleanType.Default, false))
        );
        var patterns = new HashType(RegexpType.Default, new ArrayType(StringType.NonEmpty));
        return
        [
            parameter,
            Read(
                "Puppet::Resource::ResourceType3",
                byName,
                ("name", StringType.NonEmpty),
                ("properties", Given(new ArrayType(parameter), ArrayValue.Empty)),
                ("parameters", Given(new ArrayType(parameter), ArrayValue.Empty)),
                ("title_patterns_hash", Given(new OptionalType(patterns), Undef)),
                ("isomorphic", Given(BooleanType.Default, true)),
                ("capability", Given(BooleanType.Default, false))
            ),
        ];
    }
}
