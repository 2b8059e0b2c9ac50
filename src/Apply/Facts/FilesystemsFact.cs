using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The file systems of disks that the kernel knows: filesystems(5).</summary>
internal sealed class FilesystemsFact() : FactResolver("filesystems")
{
    public override Value? Resolve(Host host)
    {
        if (host.Try("/proc/filesystems") is not { } text)
        {
            return null;
        }
        var names = text.Split('\n').Where(line => line.StartsWith('\t')).Select(line => line.Trim());
        return string.Join(',', names.Where(name => name != "fuseblk").Order(StringComparer.Ordinal));
    }
}
