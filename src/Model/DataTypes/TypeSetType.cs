using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>A versioned set of types: <c>TypeSet[{version =&gt; '1.0.0', types =&gt; {…}}]</c>.</summary>
public sealed class TypeSetType : DataType
{
    private const string Authority = "http://puppet.com/2016.1/runtime";

    private static readonly PatternType MemberName = new([@"\A[A-Z]\w*\z"]);

    private static readonly VariantType Version = new([StringType.NonEmpty, SemVerType.Default]);

    private static readonly StructType Reference = new([
        new("name", ObjectDefinition.TypeName),
        new("version_range", new VariantType([StringType.NonEmpty, SemVerRangeType.Default])),
        new("name_authority", StringType.NonEmpty, IsOptional: true),
        ObjectDefinition.AnnotationsElement,
    ]);

    internal static readonly StructType Definition = new([
        new("pcore_uri", StringType.NonEmpty, IsOptional: true),
        new("pcore_version", Version),
        new("name_authority", StringType.NonEmpty, IsOptional: true),
        new("name", ObjectDefinition.TypeName, IsOptional: true),
        new("version", Version, IsOptional: true),
        new("types", new HashType(MemberName, TypeType.Default, new IntegerType(1, null)), IsOptional: true),
        new("references", new HashType(MemberName, Reference, new IntegerType(1, null)), IsOptional: true),
        ObjectDefinition.AnnotationsElement,
    ]);

    public static readonly TypeSetType Default = new();

    private readonly HashValue definition;

    public TypeSetType()
    {
        SetName = "DefaultTypeSet";
        definition = HashValue.Of(
            ("pcore_uri", "http://puppet.com/2016.1/pcore"),
            ("pcore_version", "1.0.0"),
            ("version", "0.0.0")
        );
    }

    /// <summary>Throws <see cref="DataTypeException"/> in the reference's words.</summary>
    public TypeSetType(string? name, HashValue definition)
    {
        TypeMismatch.AssertInstance("TypeSet initializer has wrong type,", Definition, definition);
        SetName = name ?? (definition.Find("name") as StringValue)?.Text;
        this.definition = definition;
        var given = definition.Find("pcore_version")!;
        var version =
            given as SemVerValue
            ?? SemVerValue.Parse(given.ToString())
            ?? throw DataTypeException.Runtime($"Unable to parse '{given}' as a semantic version identifier");
        if (definition.Find("version") is StringValue own && SemVerValue.Parse(own.Text) is null)
        {
            throw DataTypeException.Runtime($"Unable to parse '{own}' as a semantic version identifier");
        }
        if (version.Major != 1)
        {
            throw DataTypeException.Runtime(
                $"The pcore version for TypeSet '{SetName}' is not understood by this runtime. "
                    + $"Expected range 1.x, got {version}"
            );
        }
    }

    public override string Name => "TypeSet";

    public string? SetName { get; }

    /// <summary>The types by their names within the set.</summary>
    public HashValue Types => definition.Find("types") as HashValue ?? HashValue.Empty;

    public HashValue References => definition.Find("references") as HashValue ?? HashValue.Empty;

    public override bool IsInstance(Value value) => value is TypeSetType;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is TypeSetType && (Equals(Default) || Equals(other));

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        return flat.AsSpan() switch
        {
            [HashValue { Count: 0 } or UndefValue or StringValue { Text: "" }] => Default,
            [HashValue hash] => new TypeSetType(null, hash),
            [var name] => new TypeSetType(
                ObjectDefinition.CheckedName("TypeSet name", name),
                HashValue.Of(("pcore_version", "1.0.0"))
            ),
            _ => throw DataTypeException.BadCount("TypeSet-Type", 1, null, flat.Length),
        };
    }

    /// <summary>Always in full, its types by their names within the set.</summary>
    internal override void Print(TypePrinter printer)
    {
        var separator = "TypeSet[{";
        foreach (var (key, value) in Written())
        {
            printer.Append($"{separator}{key} => ");
            if (key == "types")
            {
                PrintTypes(printer);
            }
            else
            {
                printer.AppendParameter(value);
            }
            separator = ", ";
        }
        printer.Append("}]");
    }

    /// <summary>The authority is the one that runs the code, whatever the definition says.</summary>
    private IEnumerable<(string Key, Value Value)> Written()
    {
        foreach (var key in ImmutableArray.Create("annotations", "pcore_uri"))
        {
            if (definition.Find(key) is { } value)
            {
                yield return (key, value);
            }
        }
        yield return ("pcore_version", definition.Find("pcore_version")!.ToString());
        yield return ("name_authority", Authority);
        yield return ("name", SetName is null ? UndefValue.Instance : SetName);
        if (definition.Find("version") is { } version)
        {
            yield return ("version", version.ToString());
        }
        foreach (var key in ImmutableArray.Create("types", "references"))
        {
            if (definition.Find(key) is { } value)
            {
                yield return (key, value);
            }
        }
    }

    private void PrintTypes(TypePrinter printer)
    {
        using var within = printer.Within(this);
        var separator = "{";
        foreach (var (key, value) in Types.Pairs)
        {
            printer.Append($"{separator}{key} => ");
            switch (value)
            {
                case ObjectType type:
                    type.PrintDefinition(printer, hasName: false);
                    break;
                case TypeAliasType alias:
                    alias.Resolved.Print(printer);
                    break;
                default:
                    printer.AppendParameter(value);
                    break;
            }
            separator = ", ";
        }
        printer.Append("}");
    }

    /// <summary>The name within the set of one of its types, or null.</summary>
    internal string? NameOf(DataType type) =>
        Types.Pairs.FirstOrDefault(pair => ReferenceEquals(pair.Value, type)).Key?.ToString();

    private protected override bool HasSameParameters(DataType other) =>
        other is TypeSetType type
        && type.SetName == SetName
        && Equals(type.definition.Find("version"), definition.Find("version"));

    public override int GetHashCode() => HashCode.Combine(Name, SetName);
}
