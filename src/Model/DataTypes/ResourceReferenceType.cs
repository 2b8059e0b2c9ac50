using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary><c>Resource</c>, <c>File</c> or <c>File['/etc/motd']</c>.</summary>
public sealed partial class ResourceReferenceType : DataType
{
    public static readonly ResourceReferenceType Default = new();

    public ResourceReferenceType() { }

    public ResourceReferenceType(string? typeName, string? title = null)
    {
        TypeName = typeName is null ? null : ResourceReference.Capitalize(typeName);
        Title = title;
    }

    public override string Name => "Resource";

    /// <summary>Capitalised by segment (<c>Apache::Vhost</c>), or null for any type.</summary>
    public string? TypeName { get; }

    public string? Title { get; }

    /// <summary>What it refers to in a catalog, or null without type or title.</summary>
    public ResourceReference? Reference => TypeName is null || Title is null ? null : new(TypeName, Title);

    public override bool IsInstance(Value value) => false;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is ResourceReferenceType type
        && (TypeName is null || IsSameType(type) && (Title is null || type.Title == Title));

    private bool IsSameType(ResourceReferenceType other) =>
        string.Equals(other.TypeName, TypeName, StringComparison.OrdinalIgnoreCase);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        Select(parameters) as DataType
        ?? throw DataTypeException.Runtime("A single resource reference is expected here");

    /// <summary>
    /// <c>File['a', 'b']</c>: one reference, or an array of them for several titles. Of an untyped
    /// <c>Resource</c> the first parameter is the type.
    /// </summary>
    public Value Select(ReadOnlySpan<Value> parameters)
    {
        if (parameters.IsEmpty)
        {
            throw DataTypeException.BadCount(ToString(), 1, int.MaxValue, 0);
        }
        var typeName = TypeName ?? NameOf(parameters[0]);
        if (!ReferenceName().IsMatch(typeName))
        {
            throw new DataTypeException(
                "ILLEGAL_CLASSREF",
                $"Illegal type reference. The given name '{typeName}' does not conform to the naming rule"
            )
            {
                ParameterIndex = 0,
            };
        }
        var offset = TypeName is null ? 1 : 0;
        var titles = parameters[offset..];
        var flat = TypeParameters.Flatten(titles).RemoveAll(value => value is UndefValue);
        if (titles.IsEmpty)
        {
            return new ResourceReferenceType(typeName);
        }
        if (flat.IsEmpty)
        {
            return Nothing(titles);
        }
        // Once lists are spread out, the reference counts from the second.
        var shift = flat.Length == titles.Length ? 0 : 1;
        ImmutableArray<Value> references = [.. flat.Select((title, i) => Titled(typeName, title, i + shift))];
        return titles.Length > 1 || titles[0] is ArrayValue ? new ArrayValue(references) : references[0];
    }

    /// <summary>
    /// What comes of parameters that are all undef: nothing, in an array when it would be one.
    /// </summary>
    internal static Value Nothing(ReadOnlySpan<Value> parameters) =>
        parameters.Length > 1 || parameters[0] is ArrayValue ? ArrayValue.Empty : UndefValue.Instance;

    private static string NameOf(Value value) =>
        value switch
        {
            StringValue text => ResourceReference.Capitalize(text.Text),
            ResourceReferenceType { TypeName: { } name } => name,
            TypeReferenceType type => type.TypeString,
            _ => throw new DataTypeException(
                "ILLEGAL_RESOURCE_SPECIALIZATION",
                "First argument to Resource[] must be a resource type or a String. "
                    + $"Got {DataTypeException.KindOf(value)}."
            )
            {
                ParameterIndex = 0,
            },
        };

    private Value Titled(string typeName, Value title, int index) =>
        title is StringValue text
            ? new ResourceReferenceType(typeName, text.Text)
            : throw new DataTypeException(
                "BAD_TYPE_SPECIALIZATION",
                $"Error creating type specialization of {Article.With(TypeName ?? Name)}-Type, "
                    + $"Cannot use {DataTypeException.KindOf(title)} where a resource title String is expected"
            )
            {
                ParameterIndex = index,
            };

    internal override void Print(TypePrinter printer) =>
        printer.Append(TypeName ?? Name, Title is null ? [] : [new StringValue(Title)]);

    private protected override bool HasSameParameters(DataType other) =>
        other is ResourceReferenceType type && type.Title == Title && IsSameType(type);

    public override int GetHashCode() =>
        HashCode.Combine(TypeName?.GetHashCode(StringComparison.OrdinalIgnoreCase), Title);

    [GeneratedRegex(@"^((::)?[A-Z]\w*)(::[A-Z]\w*)*$")]
    private static partial Regex ReferenceName();
}
