using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// What the kernel below a host tells by calls rather than by files. An image and a host on paper have none:
/// every answer is "unknown".
/// </summary>
public class HostKernel
{
    public static HostKernel None { get; } = new();

    /// <summary>uname(2), or null.</summary>
    public virtual KernelName? Name => null;

    /// <summary>The account this process acts as, or null.</summary>
    public virtual (int Uid, int Gid)? Account => null;

    /// <summary>The addresses of all network interfaces, in the kernel's order.</summary>
    public virtual ImmutableArray<NetworkAddress> Addresses => [];

    /// <summary>The largest packet of a network interface in bytes, or null.</summary>
    public virtual long? Mtu(string card) => null;

    /// <summary>The room of the file system that holds a path of the host, or null.</summary>
    public virtual DiskSpace? Space(string path) => null;
}
