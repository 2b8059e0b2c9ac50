using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The first two numbers of the running kernel.</summary>
internal sealed class KernelMajorVersionFact() : FactResolver("kernelmajversion")
{
    public override Value? Resolve(Host host) =>
        KernelReleaseFact.Release(host) is { } release
            ? new StringValue(string.Join('.', release.Split('.').Take(2)))
            : null;
}
