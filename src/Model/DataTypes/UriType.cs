namespace Bunraku.Model;

/// <summary>URIs, or those whose parts match (<c>URI[{scheme =&gt; 'https'}]</c>).</summary>
public sealed class UriType : DataType
{
    public static readonly UriType Default = new();

    private static readonly string[] PartNames =
    [
        "scheme",
        "userinfo",
        "host",
        "port",
        "path",
        "query",
        "fragment",
        "opaque",
    ];

    private static readonly PatternType Absolute = new([UriPattern.Text]);

    /// <summary>What the parts of a type may be.</summary>
    internal static readonly StructType ParameterTypes = MakeParameterTypes();

    public UriType()
        : this(HashValue.Empty) { }

    /// <param name="parts">Strings, patterns or types by the name of the part.</param>
    public UriType(HashValue parts) => Parameters = parts;

    public override string Name => "URI";

    public HashValue Parameters { get; }

    public override Constructor Constructor => UriConstructor.Instance;

    public override bool IsInstance(Value value) =>
        value is UriValue uri
        && Parameters.Pairs.All(part => Matches(uri.Find(part.Key.ToString()), part.Value));

    /// <summary>The type of exactly one URI.</summary>
    internal static UriType Of(UriValue uri)
    {
        var parts = new HashValue.Builder();
        foreach (var name in PartNames)
        {
            var isImplied = name == "port" && (uri.Scheme, uri.Port) is ("http", 80) or ("https", 443);
            if (!isImplied && uri.Find(name) is { } value and not UndefValue and not StringValue { Text: "" })
            {
                parts[name] = name switch
                {
                    "port" => value.ToString(),
                    "host" => value.ToString().ToLowerInvariant(),
                    _ => value,
                };
            }
        }
        return new(parts.Build());
    }

    private static StructType MakeParameterTypes()
    {
        DataType[] known = [new TypeType(NotUndefType.Default), new TypeType(UndefType.Default)];
        var text = new OptionalType(
            new VariantType([
                StringType.NonEmpty,
                RegexpType.Default,
                new TypeType(PatternType.Default),
                new TypeType(EnumType.Default),
                .. known,
            ])
        );
        var number = new OptionalType(new VariantType([new IntegerType(0, null), .. known]));
        return new([
            .. PartNames.Select(name => new StructElement(
                name,
                name == "port" ? number : text,
                IsOptional: true
            )),
        ]);
    }

    private static bool Matches(Value? actual, Value expected) =>
        (actual, expected) switch
        {
            (null, _) => false,
            (_, DataType type) => actual is DataType other
                ? type.IsAssignable(other)
                : type.IsInstance(actual),
            (StringValue text, RegexpValue regexp) => RubyRegex.Of(regexp.Pattern).Regex.IsMatch(text.Text),
            _ => ValueComparison.AreEqual(actual, expected),
        };

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is UriType type
        && Parameters.Pairs.All(part => Matches(type.Parameters.Find(part.Key), part.Value));

    public override DataType Generalize() => Default;

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        if (flat.Length != 1)
        {
            throw DataTypeException.BadCount("URI-Type", 1, null, flat.Length);
        }
        return flat[0] switch
        {
            StringValue { Text.Length: > 0 } text => Of(
                UriValue.Parse(
                    TypeMismatch
                        .AssertInstance("URI-Type parameter has wrong type,", Absolute, text)
                        .ToString()
                )
            ),
            HashValue parts when ParameterTypes.IsInstance(parts) => new UriType(parts),
            var other => throw DataTypeException.NotAType(Name, 0, other),
        };
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, Parameters.Count == 0 ? [] : [Parameters]);

    private protected override bool HasSameParameters(DataType other) =>
        ((UriType)other).Parameters.Equals(Parameters);

    public override int GetHashCode() => HashCode.Combine(Name, Parameters.Count);
}
