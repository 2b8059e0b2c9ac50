using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What the language level of this tool corresponds to; modules ask for it.</summary>
internal sealed class PuppetVersionFact() : FactResolver("puppetversion")
{
    /// <summary>The version of the reference implementation that the language follows.</summary>
    public const string Version = "8.10.0";

    public override bool IsOfImages => true;

    public override bool IsOfPuppet => true;

    public override Value Resolve(Host host) => Version;
}
