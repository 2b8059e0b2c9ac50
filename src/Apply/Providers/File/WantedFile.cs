using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>What a <c>file</c> resource wants of a host, its source looked up.</summary>
internal sealed class WantedFile
{
    /// <summary>The kernel's own limit of links in one path.</summary>
    private const int MostLinks = 40;

    private readonly string? owner;
    private readonly string? group;

    private WantedFile(Host host, Resource resource)
    {
        Resource = resource;
        Path = Text("path")!;
        Target = Text("target") is var target and not "notlink" ? target : null;
        Mode = Text("mode") is { } mode ? FilePermissions.TryParse(mode) : null;
        owner = Text("owner");
        group = Text("group");
        Ensure = Text("ensure");
        if (Ensure == "absent")
        {
            return;
        }
        if (resource["source"] is not null)
        {
            Source = FileSourceLookup.Find(host, resource);
            CopyFromSource(Source);
        }
        Contents = FileContents.Of(resource, Source);
    }

    public Resource Resource { get; }

    public string Path { get; }

    /// <summary>
    /// <c>file</c>, <c>directory</c>, <c>link</c>, <c>present</c>, <c>absent</c>; null when anything goes.
    /// </summary>
    public string? Ensure { get; private set; }

    public string? Target { get; private set; }

    public FilePermissions? Mode { get; }

    /// <summary>The source's permissions, when the manifest asks for them and names no mode.</summary>
    public int? SourcePermissions { get; private set; }

    public FileSource? Source { get; }

    /// <summary>The bytes, when the resource says anything of them.</summary>
    public FileContents? Contents { get; }

    public bool FollowsLinks => Text("links") == "follow";

    public bool Forces => IsTrue("force");

    public bool Replaces => IsTrue("replace");

    public bool Purges => IsTrue("purge");

    public string? ValidateCommand => Text("validate_cmd");

    public string ValidateReplacement => Text("validate_replacement") ?? "%";

    public static WantedFile Of(Host host, Resource resource) => new(host, resource);

    public FileStatus? Status(Host host) => FollowsLinks ? host.Status(Path) : host.LinkStatus(Path);

    /// <summary>The permissions wanted of a file that has a status; null when they may stay.</summary>
    public int? Permissions(FileStatus status) =>
        Mode?.Resolve(status.Permissions, status.Kind == FileKind.Directory)
        ?? (Text("source_permissions") == "use" ? SourcePermissions : null);

    public int? Uid(Host host) =>
        owner is null
            ? null
            : host.Accounts.UserId(owner) ?? throw new HostException($"Could not find user {owner}");

    public int? Gid(Host host) =>
        group is null
            ? null
            : host.Accounts.GroupId(group) ?? throw new HostException($"Could not find group {group}");

    /// <summary>The numbers of owner and group as far as they are known; -1 for the others.</summary>
    public (int Uid, int Gid) KnownOwner(Host host) =>
        (
            owner is null ? -1 : host.Accounts.UserId(owner) ?? -1,
            group is null ? -1 : host.Accounts.GroupId(group) ?? -1
        );

    /// <summary>The path, or where its links lead when they are to be followed.</summary>
    public string RealPath(Host host)
    {
        var path = Path;
        for (var links = 0; FollowsLinks && links < MostLinks; links++)
        {
            if (host.LinkStatus(path) is not { Kind: FileKind.Symlink })
            {
                break;
            }
            var target = host.ReadLink(path);
            path = FilePath.IsAbsolute(target) ? target : FilePath.Join(FilePath.Parent(path), target);
        }
        return path;
    }

    public string? Text(string name) => Resource.Text(name);

    private bool IsTrue(string name) => Resource[name] is { IsTrue: true };

    private void CopyFromSource(FileSource source)
    {
        if (source.Kind == FileKind.Symlink && !FollowsLinks)
        {
            Ensure = "link";
            Target = source.LinkTarget;
        }
        else
        {
            Ensure = source.Kind == FileKind.Directory ? "directory" : "file";
        }
        if (Mode is null && Text("source_permissions") is "use" or "use_when_creating")
        {
            SourcePermissions = source.Permissions;
        }
    }
}
