using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The numbers that the running kernel's release starts with.</summary>
internal sealed partial class KernelVersionFact() : FactResolver("kernelversion")
{
    public override Value? Resolve(Host host) =>
        KernelReleaseFact.Release(host) is { } release
            ? new StringValue(Numbers().Match(release).Value)
            : null;

    [GeneratedRegex(@"^[0-9.]+")]
    private static partial Regex Numbers();
}
