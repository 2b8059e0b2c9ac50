namespace Bunraku.Model;

/// <summary><c>Sensitive.new(value)</c>; something already sensitive is not wrapped again.</summary>
internal static class SensitiveConstructor
{
    public static readonly Constructor Instance = new(
        "new_Sensitive",
        [
            new(Signature.Of(0, (SensitiveType.Default, "value")), (arguments, _) => arguments[0]),
            new(
                Signature.Of(0, (AnyType.Default, "value")),
                (arguments, _) => new SensitiveValue(arguments[0])
            ),
        ]
    );
}
