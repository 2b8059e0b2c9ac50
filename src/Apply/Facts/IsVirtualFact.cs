using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Whether the machine runs in anything.</summary>
internal sealed class IsVirtualFact() : FactResolver("is_virtual")
{
    /// <summary>Machines, and those on which others run.</summary>
    private static readonly string[] Physical =
    [
        "physical",
        "xen0",
        "vmware_server",
        "vmware_workstation",
        "openvzhn",
        "vserver_host",
    ];

    public override Value Resolve(Host host) => !Physical.Contains(VirtualFact.Find(host));
}
