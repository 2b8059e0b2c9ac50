namespace Bunraku.Model;

/// <summary><c>String.new(from, formats)</c>.</summary>
internal static class StringConstructor
{
    internal const string FormatPattern = @"^%([\s\[+#0{<(|-]*)([1-9][0-9]*)?(?:\.([0-9]+))?([a-zA-Z])$";

    private static readonly TypeAliasType Format = Constructor.Alias(
        "Format",
        new PatternType([FormatPattern])
    );

    private static readonly TypeAliasType ContainerFormat = Constructor.Alias(
        "ContainerFormat",
        new StructType([
            new("format", Format, IsOptional: true),
            new("separator", StringType.Default, IsOptional: true),
            new("separator2", StringType.Default, IsOptional: true),
            new("string_formats", new HashType(TypeType.Default, Format), IsOptional: true),
        ])
    );

    private static readonly TypeAliasType Formats = Constructor.Alias(
        "Formats",
        new VariantType([
            DefaultType.Default,
            StringType.NonEmpty,
            Constructor.Alias(
                "TypeMap",
                new HashType(TypeType.Default, new VariantType([Format, ContainerFormat]))
            ),
        ])
    );

    public static readonly Constructor Instance = new(
        "new_string",
        [
            new(
                Signature.Of(
                    1,
                    (Constructor.Alias("Convertible", AnyType.Default), "from"),
                    (Formats, "string_formats")
                ),
                (arguments, _) =>
                    StringConversion.Convert(
                        arguments[0],
                        arguments.ElementAtOrDefault(1) ?? DefaultValue.Instance
                    )
            ),
        ]
    );
}
