using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The running kernel's release in full.</summary>
internal sealed class KernelReleaseFact() : FactResolver("kernelrelease")
{
    public override Value? Resolve(Host host) =>
        Release(host) is { } release ? new StringValue(release) : null;

    internal static string? Release(Host host) =>
        host.Kernel.Name?.Release ?? host.TryLine("/proc/sys/kernel/osrelease");
}
