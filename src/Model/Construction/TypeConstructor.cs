namespace Bunraku.Model;

/// <summary><c>Type.new('Integer[1, 2]')</c>.</summary>
internal static class TypeConstructor
{
    public static readonly Constructor Instance = new(
        "new_type",
        [
            new(
                Signature.Of(0, (StringType.NonEmpty, "type_string")),
                (arguments, surroundings) => surroundings.ParseType(arguments[0].ToString())
            ),
        ]
    );
}
