namespace Bunraku.Model;

/// <summary>
/// <c>Array.new(from, wrap)</c>: what iterating yields; bytes of a Binary; or the value wrapped.
/// </summary>
internal static class ArrayConstructor
{
    public static readonly Constructor Instance = new(
        "new_array",
        [
            new(
                Signature.Of(
                    1,
                    (
                        new VariantType([
                            ArrayType.Default,
                            HashType.Default,
                            BinaryType.Default,
                            IterableType.Default,
                        ]),
                        "from"
                    ),
                    (new BooleanType(false), "wrap")
                ),
                (arguments, _) => Of(arguments[0])
            ),
            new(
                Signature.Of(0, (AnyType.Default, "from"), (new BooleanType(true), "wrap")),
                (arguments, _) => arguments[0] is ArrayValue ? arguments[0] : new ArrayValue([arguments[0]])
            ),
        ]
    )
    {
        OnMismatch = arguments =>
            arguments.Length == 1 || arguments is [_, BooleanValue]
                ? Constructor.NotConvertible(arguments[0], "Array")
                : null,
    };

    private static ArrayValue Of(Value from) =>
        from switch
        {
            ArrayValue array => array,
            BinaryValue binary => ArrayValue.Of(binary.Bytes.ToArray().Select(b => (Value)b)),
            _ => ArrayValue.Of(IteratorValue.ItemsOf(from)!),
        };
}
