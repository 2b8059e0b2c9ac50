using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Data types that stand for classes and resources, and the references they make.</summary>
internal static class CatalogTypes
{
    /// <summary>
    /// What a declaration returns; even for a class it is the resource <c>Class['Web']</c>.
    /// </summary>
    public static DataType Of(ResourceReference reference) =>
        new ResourceReferenceType(reference.Type, reference.Title);

    /// <summary>The resource or class that a value refers to, or null.</summary>
    public static ResourceReference? ReferenceOf(Value value) =>
        value switch
        {
            ResourceReferenceValue reference => reference.Reference,
            ClassReferenceType { ClassName: { } name } => Declarations.ClassReference(name),
            ResourceReferenceType { Reference: { Type: "Class" } reference } => Declarations.ClassReference(
                reference.Title
            ),
            ResourceReferenceType type => type.Reference,
            TypeType { Type: { } inner } => ReferenceOf(inner),
            _ => null,
        };

    /// <summary>The class a value names, in lower case, or null.</summary>
    public static string? ClassNameOf(Value value) =>
        ReferenceOf(value) is { Type: "Class" } reference ? reference.Title.ToLowerInvariant() : null;

    /// <summary>The resource type that a data type without title names, in lower case, or null.</summary>
    public static string? TypeNameOf(Value value) =>
        value switch
        {
            ClassReferenceType { ClassName: null } => "class",
            ResourceReferenceType { TypeName: { } name, Title: null } => name.ToLowerInvariant(),
            _ => null,
        };
}
