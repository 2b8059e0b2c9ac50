using System.Globalization;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>What a <c>file</c> resource wants of a host, its source looked up.</summary>
internal sealed class WantedFile
{
    /// <summary>The kernel's own limit of links in one path.</summary>
    private const int MostLinks = 40;

    private WantedFile(Host host, Resource resource)
    {
        Resource = resource;
        Path = Text("path")!;
        Target = Text("target") is var target and not "notlink" ? target : null;
        Mode = Text("mode") is { } mode ? FilePermissions.TryParse(mode) : null;
        Owner = Text("owner");
        Group = Text("group");
        Ensure = Text("ensure");
        if (Ensure == "absent")
        {
            return;
        }
        if (Ensure == "link" && resource["recurse"] is { IsTrue: true } && LinkedTree(host) is { } tree)
        {
            (Ensure, LinkTree, Target) = ("directory", tree, null);
        }
        if (resource["source"] is not null)
        {
            Source = FileSourceLookup.Find(host, resource);
            CopyFromSource(host, Source);
        }
        Contents = FileContents.Of(host, resource, Source);
    }

    public Resource Resource { get; }

    public string Path { get; }

    /// <summary>
    /// <c>file</c>, <c>directory</c>, <c>link</c>, <c>present</c>, <c>absent</c>; null when anything goes.
    /// </summary>
    public string? Ensure { get; private set; }

    public string? Target { get; private set; }

    /// <summary>The directory whose files are linked to one by one: a link with <c>recurse</c>.</summary>
    public string? LinkTree { get; }

    public FilePermissions? Mode { get; }

    /// <summary>The owner's name or number; the source's, when the manifest asks for that.</summary>
    public string? Owner { get; private set; }

    /// <summary>The group's name or number; the source's, when the manifest asks for that.</summary>
    public string? Group { get; private set; }

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
        Mode?.Resolve(status.Permissions, status.Kind == FileKind.Directory) ?? SourcePermissions;

    public int? Uid(Host host) =>
        Owner is null
            ? null
            : host.Accounts.UserId(Owner) ?? throw new HostException($"Could not find user {Owner}");

    public int? Gid(Host host) =>
        Group is null
            ? null
            : host.Accounts.GroupId(Group) ?? throw new HostException($"Could not find group {Group}");

    /// <summary>The numbers of owner and group as far as they are known; -1 for the others.</summary>
    public (int Uid, int Gid) KnownOwner(Host host) =>
        (
            Owner is null ? -1 : host.Accounts.UserId(Owner) ?? -1,
            Group is null ? -1 : host.Accounts.GroupId(Group) ?? -1
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

    private string? LinkedTree(Host host) =>
        Target is { } target
        && FilePath.IsAbsolute(target)
        && host.Status(target) is { Kind: FileKind.Directory }
            ? target
            : null;

    private bool IsTrue(string name) => Resource[name] is { IsTrue: true };

    private void CopyFromSource(Host host, FileSource source)
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
        var uses = Text("source_permissions");
        if (uses != "use" && (uses != "use_when_creating" || Status(host) is not null))
        {
            return;
        }
        SourcePermissions = Mode is null ? source.Permissions : null;
        // Nobody but root gives files away.
        if (source.Owner is { } whose && Environment.IsPrivilegedProcess)
        {
            Owner ??= whose.Uid.ToString(CultureInfo.InvariantCulture);
            Group ??= whose.Gid.ToString(CultureInfo.InvariantCulture);
        }
    }
}
