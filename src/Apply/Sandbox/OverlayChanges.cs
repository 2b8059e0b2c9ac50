using System.Collections.Immutable;
using System.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>How a path differs from what the layers below held.</summary>
public enum ChangeKind
{
    Added,
    Modified,
    Deleted,
}

/// <summary>One path that an overlay's upper folder changes.</summary>
/// <param name="Path">Inside the root, starting with a slash.</param>
/// <param name="Status">What is there now; null when it was deleted.</param>
public sealed record OverlayChange(string Path, ChangeKind Kind, FileStatus? Status)
{
    /// <summary>A folder that hides all that the layers below hold in it.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>The earlier change this is another name of; null for the first or only name.</summary>
    public string? HardLinkOf { get; init; }
}

/// <summary>Reads an overlay's upper folder: see overlayfs in the kernel's documentation.</summary>
public static class OverlayChanges
{
    private const string Trusted = "trusted.overlay.";
    private const string User = "user.overlay.";

    /// <summary>
    /// The changes, parents before what they hold, in the order of the bytes of the names. The upper may
    /// belong to other ids of a user namespace: then read it in there (<see cref="MappedRoot"/>).
    /// </summary>
    /// <param name="lowers">
    /// The layers below, the uppermost first, themselves perhaps uppers of earlier runs.
    /// </param>
    public static ImmutableArray<OverlayChange> Read(string upper, IReadOnlyList<string> lowers)
    {
        var below = lowers.Select(RootDirectory.Open).ToList();
        try
        {
            using var root = RootDirectory.Open(upper);
            return Read(root, below);
        }
        finally
        {
            below.ForEach(directory => directory.Dispose());
        }
    }

    /// <summary>Whether an extended attribute is overlay's own mark, which no image may hold.</summary>
    public static bool IsMark(string attribute) =>
        attribute.StartsWith(Trusted, StringComparison.Ordinal)
        || attribute.StartsWith(User, StringComparison.Ordinal);

    private static ImmutableArray<OverlayChange> Read(RootDirectory upper, List<RootDirectory> below)
    {
        var changes = ImmutableArray.CreateBuilder<OverlayChange>();
        var links = new Dictionary<(ulong, ulong), string>();
        // Below an opaque folder nothing of the lower layers is seen, however it is called.
        var hidden = new List<string>();
        foreach (var (path, status) in upper.Walk())
        {
            var isHidden = hidden.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));
            var wasThere = !isHidden && IsSeen(below, path);
            if (IsWhiteout(status))
            {
                if (wasThere)
                {
                    changes.Add(new OverlayChange(path, ChangeKind.Deleted, null));
                }
                continue;
            }
            var isOpaque = status.Kind == FileKind.Directory && IsOpaque(upper, path);
            if (isOpaque)
            {
                hidden.Add(path + "/");
            }
            var kind = wasThere ? ChangeKind.Modified : ChangeKind.Added;
            changes.Add(
                new OverlayChange(path, kind, status)
                {
                    IsOpaque = isOpaque && wasThere,
                    HardLinkOf = FirstName(links, path, status),
                }
            );
        }
        return changes.ToImmutable();
    }

    private static string? FirstName(Dictionary<(ulong, ulong), string> links, string path, FileStatus status)
    {
        if (status.Kind == FileKind.Directory || status.Links < 2)
        {
            return null;
        }
        return links.TryAdd((status.Device, status.Inode), path)
            ? null
            : links[(status.Device, status.Inode)];
    }

    /// <summary>
    /// Whether the merged layers have the path: each may delete it, or hide the folder it is in.
    /// </summary>
    private static bool IsSeen(List<RootDirectory> layers, string path)
    {
        foreach (var layer in layers)
        {
            // A parent that is not a plain folder in this layer: a link there replaced the folders below.
            for (var slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
            {
                if (layer.LinkStatus(path[..slash]) is { } parent && (parent.Kind != FileKind.Directory))
                {
                    return false;
                }
            }
            if (layer.LinkStatus(path) is { } status)
            {
                return !IsWhiteout(status);
            }
            for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
            {
                if (layer.LinkStatus(path[..slash]) is not null && IsOpaque(layer, path[..slash]))
                {
                    return false;
                }
            }
        }
        return false;
    }

    private static bool IsWhiteout(FileStatus status) =>
        status is { Kind: FileKind.CharacterDevice, DeviceMajor: 0, DeviceMinor: 0 };

    private static bool IsOpaque(RootDirectory layer, string path)
    {
        var attributes = layer.ExtendedAttributes(path);
        return (
                attributes.TryGetValue(Trusted + "opaque", out var value)
                || attributes.TryGetValue(User + "opaque", out value)
            )
            && Encoding.ASCII.GetString(value) == "y";
    }
}
