namespace Bunraku.Model;

/// <summary><c>URI.new</c>: from text or from parts. The reference's messages call it new_error.</summary>
internal static class UriConstructor
{
    private static readonly StructType Parts = new([
        Part("scheme"),
        Part("userinfo"),
        Part("host"),
        new("port", new IntegerType(0, null), IsOptional: true),
        Part("path"),
        Part("query"),
        Part("fragment"),
        Part("opaque"),
    ]);

    public static readonly Constructor Instance = new(
        "new_error",
        [
            new(
                Signature.Of(0, (StringType.NonEmpty, "uri")),
                (arguments, _) => UriValue.Parse(arguments[0].ToString())
            ),
            new(Signature.Of(0, (Parts, "hash")), (arguments, _) => UriValue.Of((HashValue)arguments[0])),
        ]
    );

    private static StructElement Part(string name) => new(name, StringType.NonEmpty, IsOptional: true);
}
