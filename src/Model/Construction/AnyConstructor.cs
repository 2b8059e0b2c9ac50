namespace Bunraku.Model;

/// <summary><c>NotUndef.new(value)</c>: the value itself.</summary>
internal static class AnyConstructor
{
    public static readonly Constructor Instance = new(
        "new_unit",
        [new(Signature.Of(0, (AnyType.Default, "from")), (arguments, _) => arguments[0])]
    );
}
