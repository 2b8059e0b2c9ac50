using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

internal sealed class KernelFact() : FactResolver("kernel")
{
    public override bool IsOfImages => true;

    public override Value Resolve(Host host) => "Linux";
}

internal sealed class KernelReleaseFact() : FactResolver("kernelrelease")
{
    public override Value? Resolve(Host host) =>
        Release(host) is { } release ? new StringValue(release) : null;

    internal static string? Release(Host host) => host.ReadText("/proc/sys/kernel/osrelease")?.Trim();
}

internal sealed partial class KernelVersionFact() : FactResolver("kernelversion")
{
    public override Value? Resolve(Host host) =>
        KernelReleaseFact.Release(host) is { } release
            ? new StringValue(Numbers().Match(release).Value)
            : null;

    [GeneratedRegex(@"^[0-9.]+")]
    private static partial Regex Numbers();
}

internal sealed class KernelMajorVersionFact() : FactResolver("kernelmajversion")
{
    public override Value? Resolve(Host host) =>
        KernelReleaseFact.Release(host) is { } release
            ? new StringValue(string.Join('.', release.Split('.').Take(2)))
            : null;
}
