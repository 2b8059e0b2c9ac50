using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The kernel's name.</summary>
internal sealed class KernelFact() : FactResolver("kernel")
{
    public override bool IsOfImages => true;

    public override Value Resolve(Host host) => "Linux";
}
