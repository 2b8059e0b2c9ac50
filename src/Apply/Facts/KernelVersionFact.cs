using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The first three numbers of the running kernel's release.</summary>
internal sealed class KernelVersionFact() : FactResolver("kernelversion")
{
    public override Value? Resolve(Host host)
    {
        if (KernelReleaseFact.Release(host) is not { } release)
        {
            return null;
        }
        var onlyDigits = string.Concat(release.Select(c => char.IsAsciiDigit(c) ? c : ' '));
        var numbers = onlyDigits.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new StringValue(string.Join('.', numbers.Take(3)));
    }
}
