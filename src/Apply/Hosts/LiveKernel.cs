using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>The kernel that runs us.</summary>
/// <param name="root">Where the host's <c>/</c> lies on this machine.</param>
internal sealed class LiveKernel(string root) : HostKernel
{
    private KernelName? name;
    private ImmutableArray<NetworkAddress> addresses;

    public override KernelName Name => name ??= KernelCalls.Name();

    public override (int Uid, int Gid)? Account =>
        (NativeMethods.EffectiveUser(), NativeMethods.EffectiveGroup());

    public override ImmutableArray<NetworkAddress> Addresses =>
        addresses.IsDefault ? addresses = KernelCalls.Addresses() : addresses;

    public override long? Mtu(string card) => KernelCalls.Mtu(card);

    public override DiskSpace? Space(string path) =>
        KernelCalls.Space(root == "/" ? path : root + (path == "/" ? "" : path));
}
