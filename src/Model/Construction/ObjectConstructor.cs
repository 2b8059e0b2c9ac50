using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// <c>new</c> of an Object type: from a hash of attributes, or from them in order, the required ones first.
/// </summary>
internal static class ObjectConstructor
{
    public static Constructor Of(ObjectType type)
    {
        var ordered = type.GivenAttributes;
        var hash = new StructType([
            .. type
                .AllAttributes.Where(attribute => attribute.IsGiven)
                .Select(attribute => new StructElement(
                    attribute.Name,
                    attribute.Type,
                    attribute.MayBeLeftOut
                )),
        ]);
        var positional = Signature.Of(
            ordered.Count(attribute => attribute.MayBeLeftOut),
            [.. ordered.Select(attribute => (attribute.Type, attribute.Name))]
        );
        return new(
            "new_" + type.Name,
            [
                new(Signature.Of(0, (hash, "hash")), (arguments, _) => Make(type, (HashValue)arguments[0])),
                new(positional, (arguments, _) => Make(type, Attributes(ordered, arguments))),
            ]
        );
    }

    /// <summary>An instance of a type of types is a type itself.</summary>
    private static Value Make(ObjectType type, HashValue attributes) =>
        (Value?)Metamodel.Make(type, attributes) ?? new ObjectValue(type, attributes);

    private static HashValue Attributes(
        ImmutableArray<ObjectAttribute> ordered,
        ImmutableArray<Value> arguments
    )
    {
        var required = ordered.Count(attribute => attribute.Default is null);
        if (arguments.Length < required)
        {
            var expected = required == ordered.Length ? $"{required}" : $"{required}..{ordered.Length}";
            throw DataTypeException.Runtime(
                $"wrong number of arguments (given {arguments.Length}, expected {expected})"
            );
        }
        return HashValue.Of(
            arguments.Select((value, i) => KeyValuePair.Create((Value)ordered[i].Name, value))
        );
    }
}
