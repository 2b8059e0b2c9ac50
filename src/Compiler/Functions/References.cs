using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>References to classes and resources, as functions take and return them.</summary>
internal static class References
{
    /// <summary>
    /// The resource a value names, as data type, reference or text; null when it names none.
    /// </summary>
    public static ResourceReference? Of(Value value) =>
        value is not StringValue ? CatalogTypes.ReferenceOf(value)
        : Read(value) is (string type, string title) ? new ResourceReference(type, title)
        : null;

    /// <summary>
    /// Type and title, each null where the reference leaves it open; null when it is no reference.
    /// </summary>
    public static (string? Type, string? Title)? Read(Value value) =>
        value switch
        {
            StringValue text => ReadText(text.Text),
            ClassReferenceType type => (
                "Class",
                type.ClassName is { } name ? ResourceReference.Capitalize(name) : null
            ),
            ResourceReferenceType type => (type.TypeName, type.Title),
            TypeType { Type: { } inner } => Read(inner),
            _ => null,
        };

    /// <summary>
    /// How a type of resources without a title is told where a resource is wanted; null for anything else.
    /// </summary>
    public static string? Untitled(Value value) =>
        value is ResourceReferenceType { TypeName: { } name } ? $"{name}[]" : null;

    /// <summary>The reference that a text must be.</summary>
    public static ResourceReference Required(Invocation invocation, string text) =>
        ReadText(text) is (string type, string title)
            ? new ResourceReference(type, title)
            : throw invocation.Failure(
                $"No title provided and {RubyText.Inspect(text)} is not a valid resource reference"
            );

    private static (string? Type, string? Title)? ReadText(string text)
    {
        var open = text.IndexOf('[');
        if (open <= 0 || open >= text.Length - 2 || !text.EndsWith(']'))
        {
            return null;
        }
        var (type, title) = (
            ResourceReference.Capitalize(text[..open].ToLowerInvariant()),
            text[(open + 1)..^1]
        );
        return (type, type == "Class" ? ResourceReference.Capitalize(title) : title);
    }

    public static Value ToValue(ResourceReference reference) =>
        reference.Type == "Class"
            ? new ClassReferenceType(reference.Title.ToLowerInvariant())
            : new ResourceReferenceType(reference.Type, reference.Title);
}
