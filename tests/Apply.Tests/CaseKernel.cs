using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply.Tests;

/// <summary>A kernel as a case writes it down.</summary>
internal sealed class CaseKernel : HostKernel
{
    private readonly List<NetworkAddress> addresses = [];
    private KernelName? name;

    public override KernelName? Name => name;

    public override ImmutableArray<NetworkAddress> Addresses => [.. addresses];

    public void Add(NetworkAddress address) => addresses.Add(address);

    public void Call(KernelName its) => name = its;
}
