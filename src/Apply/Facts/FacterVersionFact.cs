using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The version of facter that these facts are like.</summary>
internal sealed class FacterVersionFact() : FactResolver("facterversion")
{
    public override bool IsOfImages => true;

    public override Value Resolve(Host host) => "4.10.0";
}
