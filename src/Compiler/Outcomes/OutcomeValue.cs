using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A value as plain data that loses nothing. In a catalog a reference to a resource is text; here it stays
/// one.
/// </summary>
internal static class OutcomeValue
{
    public static Value Of(Value value) =>
        value switch
        {
            ArrayValue list => ArrayValue.Of(list.Items.Select(Of)),
            HashValue hash when hash.Keys.All(key => key is StringValue) => HashValue.Of(
                hash.Pairs.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value)))
            ),
            ClassReferenceType type => OfType("ClassType", ("class_name", type.ClassName)),
            ResourceReferenceType type => OfType(
                "ResourceType",
                ("type_name", type.TypeName),
                ("title", type.Title)
            ),
            _ => RichData.ToData(value),
        };

    private static HashValue OfType(string name, params ReadOnlySpan<(string Key, string? Text)> attributes)
    {
        var data = new HashValue.Builder { ["__ptype"] = $"Pcore::{name}" };
        foreach (var (key, text) in attributes)
        {
            if (text is not null)
            {
                data[key] = text;
            }
        }
        return data.Build();
    }
}
