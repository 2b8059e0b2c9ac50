using System.Net;

namespace Bunraku.Unix;

/// <summary>
/// One line of what getifaddrs(3) says of a network interface: an address with its mask, the hardware's own
/// address, or nothing but the name.
/// </summary>
public sealed record NetworkAddress(string Card)
{
    public IPAddress? Address { get; init; }

    public IPAddress? Mask { get; init; }

    public byte[]? Hardware { get; init; }
}
