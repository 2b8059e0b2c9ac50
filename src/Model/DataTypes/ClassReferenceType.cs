using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary><c>Class</c> or <c>Class['apache']</c>.</summary>
public sealed partial class ClassReferenceType : DataType
{
    public static readonly ClassReferenceType Default = new();

    public ClassReferenceType() { }

    public ClassReferenceType(string className) =>
        ClassName = className.StartsWith("::", StringComparison.Ordinal) ? className[2..] : className;

    public override string Name => "Class";

    /// <summary>Lower case (<c>apache::mod</c>), or null for any class.</summary>
    public string? ClassName { get; }

    public override bool IsInstance(Value value) => false;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is ClassReferenceType type && (ClassName is null || type.ClassName == ClassName);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        Select(parameters) as DataType
        ?? throw DataTypeException.Runtime("A single class reference is expected here");

    /// <summary><c>Class['a', 'b']</c>: one reference, or an array of them for several names.</summary>
    public Value Select(ReadOnlySpan<Value> parameters)
    {
        if (parameters.IsEmpty)
        {
            throw DataTypeException.BadCount(ToString(), 1, int.MaxValue, 0);
        }
        var names = TypeParameters.Flatten(parameters).RemoveAll(value => value is UndefValue);
        if (names.IsEmpty)
        {
            return ResourceReferenceType.Nothing(parameters);
        }
        ImmutableArray<Value> references = [.. names.Select(Named)];
        return parameters.Length > 1 || parameters[0] is ArrayValue
            ? new ArrayValue(references)
            : references[0];
    }

    private static Value Named(Value name, int index)
    {
        if (name is not StringValue text)
        {
            throw new DataTypeException(
                "ILLEGAL_HOSTCLASS_NAME",
                "Illegal Class name in class reference. "
                    + $"{Article.Capitalized(ValueLabel.Of(name))} cannot be used where a String is expected"
            )
            {
                ParameterIndex = index,
            };
        }
        var reference = new ClassReferenceType(text.Text.ToLowerInvariant());
        return ClassNamePattern().IsMatch(reference.ClassName!)
            ? reference
            : throw new DataTypeException(
                "ILLEGAL_NAME",
                $"Illegal name. The given name '{text.Text}' does not conform to the naming rule "
                    + @"/^((::)?[a-z_]\w*)(::[a-z]\w*)*$/"
            )
            {
                ParameterIndex = index,
            };
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, ClassName is null ? [] : [ClassName]);

    private protected override bool HasSameParameters(DataType other) =>
        ((ClassReferenceType)other).ClassName == ClassName;

    public override int GetHashCode() => HashCode.Combine(Name, ClassName);

    [GeneratedRegex(@"^((::)?[a-z_]\w*)(::[a-z]\w*)*$")]
    private static partial Regex ClassNamePattern();
}
