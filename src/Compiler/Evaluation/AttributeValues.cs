using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Values as resources keep them: types that name a resource become references.</summary>
internal static class AttributeValues
{
    public static Value Of(Value value) =>
        value switch
        {
            StringValue or IntegerValue or BooleanValue or UndefValue => value,
            ArrayValue list => NeedsChange(list) ? ArrayValue.Of(list.Items.Select(Of)) : list,
            HashValue hash => HashValue.Of(
                hash.Pairs.Select(entry => KeyValuePair.Create(Of(entry.Key), Of(entry.Value)))
            ),
            DataType type when CatalogTypes.ReferenceOf(type) is { } reference => new ResourceReferenceValue(
                reference
            ),
            _ => value,
        };

    private static bool NeedsChange(ArrayValue list)
    {
        foreach (var item in list.Items)
        {
            if (item is DataType or ArrayValue or HashValue)
            {
                return true;
            }
        }
        return false;
    }
}
