using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// <c>new</c> of an Object type: from a hash of attributes, or from them in order, the required ones first.
/// </summary>
internal static class ObjectConstructor
{
    public static Constructor Of(ObjectType type)
    {
        var given = type.AllAttributes.Where(attribute => attribute.IsGiven).ToList();
        var required = given.Where(attribute => attribute.Default is null).ToList();
        var optional = given.Where(attribute => attribute.Default is not null).ToList();
        ImmutableArray<ObjectAttribute> ordered = [.. required, .. optional];
        var hash = new StructType([
            .. given.Select(attribute => new StructElement(
                attribute.Name,
                attribute.Type,
                attribute.Default is not null
            )),
        ]);
        var positional = Signature.Of(
            optional.Count,
            [.. ordered.Select(attribute => (attribute.Type, attribute.Name))]
        );
        return new(
            "new_" + type.Name,
            [
                new(
                    Signature.Of(0, (hash, "hash")),
                    (arguments, _) => new ObjectValue(type, (HashValue)arguments[0])
                ),
                new(positional, (arguments, _) => new ObjectValue(type, Attributes(ordered, arguments))),
            ]
        );
    }

    private static HashValue Attributes(
        ImmutableArray<ObjectAttribute> ordered,
        ImmutableArray<Value> arguments
    ) => HashValue.Of(arguments.Select((value, i) => KeyValuePair.Create((Value)ordered[i].Name, value)));
}
