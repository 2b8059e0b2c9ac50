using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bunraku.Compiler;

/// <summary>An IP address, or all that share its first bits: <c>10.0.0.0/8</c>.</summary>
internal readonly record struct IpRange(IPAddress Address, int PrefixLength)
{
    public bool IsV6 => Address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Null when the text is no address; a mask may also be written as an address.</summary>
    public static IpRange? Read(string text)
    {
        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text[..slash];
        var isPlain = address.Contains(':') || address.Split('.').Length == 4;
        if (!isPlain || address.Contains('[') || !IPAddress.TryParse(address, out var parsed))
        {
            return null;
        }
        var width = 8 * parsed.GetAddressBytes().Length;
        var length = slash < 0 ? width : PrefixOf(text[(slash + 1)..]);
        return length >= 0 && length <= width ? new(parsed, length) : null;
    }

    public bool Contains(IpRange other)
    {
        var (own, given) = (Address.GetAddressBytes(), other.Address.GetAddressBytes());
        if (own.Length != given.Length || other.PrefixLength < PrefixLength)
        {
            return false;
        }
        for (var bit = 0; bit < PrefixLength; bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if (((own[bit / 8] ^ given[bit / 8]) & mask) != 0)
            {
                return false;
            }
        }
        return true;
    }

    private static int PrefixOf(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return length;
        }
        return IPAddress.TryParse(text, out var mask)
            ? mask.GetAddressBytes().Sum(part => System.Numerics.BitOperations.PopCount(part))
            : -1;
    }
}
