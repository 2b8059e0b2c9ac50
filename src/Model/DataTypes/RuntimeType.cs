namespace Bunraku.Model;

/// <summary>
/// The type of values of a runtime; the language knows the name, and symbols are instances.
/// </summary>
public sealed class RuntimeType : DataType
{
    public static readonly RuntimeType Default = new();

    /// <summary>What a symbol is that a function in Ruby returned.</summary>
    public static readonly RuntimeType Symbol = new("ruby", "Symbol");

    public RuntimeType() { }

    public RuntimeType(string runtime, string? typeName)
    {
        Runtime = runtime;
        TypeName = typeName;
    }

    public override string Name => "Runtime";

    public string? Runtime { get; }

    public string? TypeName { get; }

    public override bool IsInstance(Value value) =>
        value is SymbolValue or RuntimeValue { IsForeign: true } && IsAssignable(TypeInference.Of(value));

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is RuntimeType type
        && (Runtime is null || type.Runtime == Runtime)
        && (TypeName is null || type.TypeName == TypeName);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        TypeParameters.CheckCount(this, flat.Length, 2, 2);
        for (var i = 0; i < flat.Length; i++)
        {
            if (flat[i] is not StringValue)
            {
                throw DataTypeException.BadKind(this, i, flat[i], "String or String");
            }
        }
        return new RuntimeType(flat[0].ToString(), flat[1].ToString());
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(
            Name,
            Runtime is null ? []
                : TypeName is null ? [Runtime]
                : [Runtime, new StringValue(TypeName)]
        );

    private protected override bool HasSameParameters(DataType other) =>
        other is RuntimeType type && type.Runtime == Runtime && type.TypeName == TypeName;

    public override int GetHashCode() => HashCode.Combine(Name, Runtime, TypeName);
}
