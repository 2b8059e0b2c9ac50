namespace Bunraku.Model;

/// <summary>
/// <c>Boolean.new(from)</c>: numbers by whether they are 0, strings by the words for yes and no.
/// </summary>
internal static class BooleanConstructor
{
    private static readonly VariantType Convertible = new([
        IntegerType.Default,
        FloatType.Default,
        BooleanType.Default,
        new EnumType(["false", "true", "yes", "no", "y", "n"], isCaseInsensitive: true),
    ]);

    public static readonly Constructor Instance = new(
        "new_boolean",
        [new(Signature.Of(0, (Convertible, "from")), (arguments, _) => IsTrue(arguments[0]))]
    )
    {
        OnMismatch = arguments =>
            arguments.Length == 1 ? Constructor.NotConvertible(arguments[0], "Boolean") : null,
    };

    private static bool IsTrue(Value from) =>
        from switch
        {
            IntegerValue integer => integer.Number != 0,
            FloatValue real => real.Number != 0,
            StringValue text => text.Text.ToLowerInvariant() is not ("false" or "no" or "n"),
            _ => from.IsTrue,
        };
}
