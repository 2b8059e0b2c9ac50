using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Whether the machine runs in anything.</summary>
internal sealed class IsVirtualFact() : FactResolver("is_virtual")
{
    public override Value Resolve(Host host) => new VirtualFact().Resolve(host).ToString() != "physical";
}
