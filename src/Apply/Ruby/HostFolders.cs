using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>The folders of the host that is managed, as the running code may see them.</summary>
internal sealed class HostFolders(RubyWorld world) : IFolders
{
    private const int Reading = 4;

    public IEnumerable<string> NamesIn(string folder) =>
        Full(folder) is var full
        && IsFolder(full, followsLinks: true)
        && (!world.IsOther || world.Identity.May(world.Host, full, Reading))
            ? world.Host.List(full).Select(entry => entry.Name)
            : [];

    public bool Exists(string path) => world.Host.LinkStatus(Full(path)) is not null;

    public bool IsFolder(string path, bool followsLinks) =>
        (followsLinks ? world.Host.Status(Full(path)) : world.Host.LinkStatus(Full(path)))
            is { Kind: FileKind.Directory };

    private string Full(string path) => Path.GetFullPath(path, world.WorkingDirectory);
}
