using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Values as resources keep them: types that name a resource become references.</summary>
internal static class AttributeValues
{
    public static Value Of(Value value) =>
        value switch
        {
            StringValue or IntegerValue or BooleanValue or UndefValue => value,
            _ when IsSettled(value) => value,
            ArrayValue list => ArrayValue.Of(list.Items.Select(Of)),
            HashValue hash => HashValue.Of(
                hash.Pairs.Select(entry => KeyValuePair.Create(Of(entry.Key), Of(entry.Value)))
            ),
            DataType type when CatalogTypes.ReferenceOf(type) is { } reference => new ResourceReferenceValue(
                reference
            ),
            _ => value,
        };

    /// <summary>Whether no data type lies in a value.</summary>
    private static bool IsSettled(Value value)
    {
        switch (value)
        {
            case DataType:
                return false;
            case ArrayValue list:
                foreach (var item in list.Items)
                {
                    if (!IsSettled(item))
                    {
                        return false;
                    }
                }
                return true;
            case HashValue hash:
                foreach (var (key, item) in hash.Entries)
                {
                    if (!IsSettled(key) || !IsSettled(item))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return true;
        }
    }
}
