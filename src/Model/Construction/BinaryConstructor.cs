using System.Text;

namespace Bunraku.Model;

/// <summary>
/// <c>Binary.new</c>: from Base64 (<c>%B</c> strict, <c>%b</c> lenient, <c>%u</c> URL-safe), text or bytes.
/// </summary>
internal static class BinaryConstructor
{
    private static readonly TypeAliasType Byte = Constructor.Alias("ByteInteger", new IntegerType(0, 255));

    private static readonly TypeAliasType Format = Constructor.Alias(
        "Base64Format",
        new EnumType(["%b", "%u", "%B", "%s", "%r"])
    );

    private static readonly TypeAliasType Arguments = Constructor.Alias(
        "BinaryArgsHash",
        new VariantType([
            Constructor.Alias(
                "StringHash",
                new StructType([
                    new("value", StringType.Default),
                    new("format", new OptionalType(Format), IsOptional: true),
                ])
            ),
            Constructor.Alias("ArrayHash", new StructType([new("value", new ArrayType(Byte))])),
        ])
    );

    public static readonly Constructor Instance = new(
        "new_Binary",
        [
            new(
                Signature.Of(1, (StringType.Default, "str"), (Format, "format")),
                (arguments, _) =>
                    FromText(arguments[0].ToString(), arguments.Length > 1 ? arguments[1].ToString() : "%B")
            ),
            new(
                Signature.Of(0, (new ArrayType(Byte), "byte_array")),
                (arguments, _) => FromBytes((ArrayValue)arguments[0])
            ),
            new(
                Signature.Of(0, (Arguments, "hash_args")),
                (arguments, _) => FromHash((HashValue)arguments[0])
            ),
        ]
    );

    private static BinaryValue FromHash(HashValue hash) =>
        hash.Find("value") is ArrayValue bytes
            ? FromBytes(bytes)
            : FromText(
                hash.Find("value")!.ToString(),
                hash.Find("format") is StringValue format ? format.Text : "%B"
            );

    private static BinaryValue FromBytes(ArrayValue bytes) =>
        new(bytes.Items.Select(item => (byte)((IntegerValue)item).Number).ToArray());

    private static BinaryValue FromText(string text, string format)
    {
        if (format is "%s" or "%r")
        {
            return new(Encoding.UTF8.GetBytes(text));
        }
        var base64 = format switch
        {
            "%u" => Padded(text.Replace('-', '+').Replace('_', '/')),
            "%b" => Lenient(text),
            _ => text,
        };
        var bytes = new byte[base64.Length];
        return !base64.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(base64, bytes, out var count)
            ? new(bytes.AsMemory(0, count))
            : throw DataTypeException.Runtime("invalid base64");
    }

    private static string Lenient(string text)
    {
        var digits = new string([
            .. text.TakeWhile(c => c != '=').Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'),
        ]);
        return Padded(digits.Length % 4 == 1 ? digits[..^1] : digits);
    }

    private static string Padded(string text) =>
        text.TrimEnd('=').PadRight((text.TrimEnd('=').Length + 3) / 4 * 4, '=');
}
