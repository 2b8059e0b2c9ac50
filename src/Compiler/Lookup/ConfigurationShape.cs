using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>What each version of <c>hiera.yaml</c> may hold, as data types.</summary>
internal static class ConfigurationShape
{
    private static readonly StringType Text = StringType.NonEmpty;

    private static readonly DataType Texts = new ArrayType(Text, new IntegerType(1, null));

    private static readonly DataType Options = new HashType(
        new PatternType([@"\A[A-Za-z](:?[0-9A-Za-z_-]*[0-9A-Za-z])?\z"]),
        BuiltInTypes.Data
    );

    private static readonly DataType Hierarchy = new ArrayType(
        new StructType([
            new("name", Text),
            Optional("options", Options),
            Optional("data_hash"),
            Optional("lookup_key"),
            Optional("hiera3_backend"),
            Optional("v4_data_hash"),
            Optional("data_dig"),
            Optional("path"),
            Optional("paths", Texts),
            Optional("glob"),
            Optional("globs", Texts),
            Optional("uri"),
            Optional("uris", Texts),
            Optional("mapped_paths", new ArrayType(Text, new IntegerType(3, 3))),
            Optional("datadir"),
        ])
    );

    public static readonly StructType Version5 = new([
        new("version", new IntegerType(5, 5)),
        Optional(
            "defaults",
            new StructType([
                Optional("data_hash"),
                Optional("lookup_key"),
                Optional("data_dig"),
                Optional("datadir"),
                Optional("options", Options),
            ])
        ),
        Optional("hierarchy", Hierarchy),
        Optional("plan_hierarchy", Hierarchy),
        Optional("default_hierarchy", Hierarchy),
    ]);

    public static readonly StructType Version4 = new([
        new("version", new IntegerType(4, 4)),
        Optional("datadir"),
        Optional(
            "hierarchy",
            new ArrayType(
                new StructType([
                    new("backend", Text),
                    new("name", Text),
                    Optional("datadir"),
                    Optional("path"),
                    Optional("paths", new ArrayType(Text)),
                ])
            )
        ),
    ]);

    /// <summary>All keys that a version 5 may have, for those who misspell one.</summary>
    public static ImmutableArray<string> Keys { get; } =
    [
        .. Version5.Elements.Select(element => element.Name),
        .. ((StructType)((ArrayType)Hierarchy).ElementType).Elements.Select(element => element.Name),
    ];

    /// <summary>Version 3 takes a section for each of its backends.</summary>
    public static StructType Version3(IEnumerable<string> backends)
    {
        var oneOrMore = VariantType.Of([Text, new ArrayType(Text)]);
        return new([
            Optional("version", new IntegerType(3, 3)),
            Optional("backends", oneOrMore),
            Optional("logger"),
            Optional("merge_behavior", new EnumType(["deep", "deeper", "native"])),
            Optional(
                "deep_merge_options",
                new HashType(Text, VariantType.Of([StringType.Default, BooleanType.Default]))
            ),
            Optional("hierarchy", oneOrMore),
            .. backends.Distinct().Select(name => Optional(name, new HashType(Text, AnyType.Default))),
        ]);
    }

    private static StructElement Optional(string name, DataType? type = null) =>
        new(name, type ?? Text, IsOptional: true);
}
