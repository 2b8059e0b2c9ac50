using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary><c>SemVer.new</c> and <c>SemVerRange.new</c>.</summary>
internal static class SemVerConstructors
{
    private static readonly TypeAliasType Positive = Constructor.Alias(
        "PositiveInteger",
        new IntegerType(0, null)
    );

    private static readonly TypeAliasType Qualifier = Constructor.Alias(
        "SemVerQualifier",
        new PatternType([@"\A(?<part>[0-9A-Za-z-]+)(?:\.\g<part>)*\Z"])
    );

    private static readonly TypeAliasType Pattern = Constructor.Alias(
        "SemVerPattern",
        new PatternType([@"\A" + SemVerValue.FullPattern + @"\Z"])
    );

    private static readonly TypeAliasType Fields = Constructor.Alias(
        "SemVerHash",
        new StructType([
            new("major", Positive),
            new("minor", Positive),
            new("patch", Positive),
            new("prerelease", Qualifier, IsOptional: true),
            new("build", Qualifier, IsOptional: true),
        ])
    );

    private static readonly VariantType End = new([DefaultType.Default, SemVerType.Default]);

    private static readonly TypeAliasType RangeFields = Constructor.Alias(
        "SemVerRangeHash",
        new StructType([
            new("min", End),
            new("max", End, IsOptional: true),
            new("exclude_max", BooleanType.Default, IsOptional: true),
        ])
    );

    public static readonly Constructor Version = new(
        "new_Version",
        [
            new(
                Signature.Of(0, (Pattern, "str")),
                (arguments, _) => Checked(SemVerValue.Parse(arguments[0].ToString())!)
            ),
            new(
                Signature.Of(
                    2,
                    (Positive, "major"),
                    (Positive, "minor"),
                    (Positive, "patch"),
                    (Qualifier, "prerelease"),
                    (Qualifier, "build")
                ),
                (arguments, _) => VersionOf(index => arguments.ElementAtOrDefault(index))
            ),
            new(
                Signature.Of(0, (Fields, "hash_args")),
                (arguments, _) => VersionOf(index => ((HashValue)arguments[0]).Find(FieldNames[index]))
            ),
        ]
    )
    {
        OnMismatch = arguments =>
            arguments is [StringValue text]
                ? $"The string '{text.Text}' cannot be converted to a SemVer"
                : null,
    };

    public static readonly Constructor Range = new(
        "new_VersionRange",
        [
            new(
                Signature.Of(0, (Constructor.Alias("SemVerRangeString", StringType.NonEmpty), "str")),
                (arguments, _) => SemVerRangeValue.Parse(arguments[0].ToString())
            ),
            new(
                Signature.Of(1, (End, "min"), (End, "max"), (BooleanType.Default, "exclude_max")),
                (arguments, _) => RangeOf(arguments[0], arguments[1], arguments.ElementAtOrDefault(2))
            ),
            new(
                Signature.Of(0, (RangeFields, "hash_args")),
                (arguments, _) =>
                    arguments[0] is HashValue hash
                        ? RangeOf(hash.Find("min"), hash.Find("max"), hash.Find("exclude_max"))
                        : arguments[0]
            ),
        ]
    );

    private static readonly ImmutableArray<string> FieldNames =
    [
        "major",
        "minor",
        "patch",
        "prerelease",
        "build",
    ];

    private static SemVerValue Checked(SemVerValue version) =>
        version.Prerelease?.Split('.').Any(part => part is ['0', _, ..] && part.All(char.IsAsciiDigit))
        == true
            ? throw DataTypeException.Runtime(
                "Numeric pre-release identifiers MUST NOT contain leading zeroes"
            )
            : version;

    private static SemVerValue VersionOf(Func<int, Value?> field)
    {
        long Number(int index) => ((IntegerValue)field(index)!).Number;
        return new(
            Number(0),
            Number(1),
            Number(2),
            (field(3) as StringValue)?.Text,
            (field(4) as StringValue)?.Text
        );
    }

    private static SemVerRangeValue RangeOf(Value? from, Value? to, Value? isEndExcluded) =>
        new(from as SemVerValue, to as SemVerValue, isEndExcluded?.IsTrue ?? false);
}
