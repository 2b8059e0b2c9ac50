using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsMacAddress() : TestFunction("is_mac_address")
{
    public override string Doc =>
        """
            Whether a string is a hardware address of 6 or 20 bytes.

                is_mac_address('00:a0:1f:12:7f:a0') # => true
                is_mac_address('00:a0') # => false
            """;

    protected override bool Holds(Value value)
    {
        var parts = RubyText.Of(value).Split(':');
        return parts.Length is 6 or 20
            && parts.All(part => part.Length is 1 or 2 && part.All(char.IsAsciiHexDigit));
    }
}
