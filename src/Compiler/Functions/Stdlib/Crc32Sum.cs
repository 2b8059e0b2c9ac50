using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Crc32Sum() : Function("stdlib::crc32")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[ScalarData, Sensitive[ScalarData], Binary, Sensitive[Binary]] my_data) >> String"];

    public override string Doc =>
        """
            The CRC-32 of a text, in hexadecimal.

                stdlib::crc32('x') # => '8cdc1683'
            """;

    private const uint Polynomial = 0xedb88320;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var sum = uint.MaxValue;
        foreach (var part in BytesOf(arguments[0]))
        {
            sum ^= part;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = sum >> 1 ^ ((sum & 1) == 0 ? 0 : Polynomial);
            }
        }
        return new StringValue((~sum).ToString("x", CultureInfo.InvariantCulture));
    }

    /// <summary>The text of a value, of what a secret hides.</summary>
    public static byte[] BytesOf(Value value) =>
        Encoding.UTF8.GetBytes(RubyText.Of(value is SensitiveValue secret ? secret.Inner : value));
}
