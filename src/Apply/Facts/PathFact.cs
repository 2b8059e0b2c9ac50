using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Where this process finds programs.</summary>
internal sealed class PathFact() : FactResolver("path")
{
    public override Value Resolve(Host host) => Environment.GetEnvironmentVariable("PATH") ?? "";
}
