using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The version of the language under its name for agents.</summary>
internal sealed class ClientVersionFact() : FactResolver("clientversion")
{
    public override bool IsOfImages => true;

    public override bool IsOfPuppet => true;

    public override Value Resolve(Host host) => PuppetVersionFact.Version;
}
