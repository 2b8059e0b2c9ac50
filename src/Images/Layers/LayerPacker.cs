using System.Collections.Immutable;
using Bunraku.Oci;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// Makes a layer of an overlay's upper directory: whiteouts and opaque directories in the form of the image
/// specification (layer.md), entries sorted, times clamped, what is volatile left out.
/// </summary>
internal static class LayerPacker
{
    private const string TrustedPrefix = "trusted.overlay.";
    private const string UserPrefix = "user.overlay.";

    /// <param name="upper">The upper directory, or the root of a whole file system.</param>
    /// <param name="latest">Later modification times become this one (SOURCE_DATE_EPOCH).</param>
    /// <param name="isLeftOut">Told an absolute path and its kind; what lies below a left-out directory
    /// goes too.</param>
    /// <returns>The layer, or null when nothing is left to put into it.</returns>
    public static Layer? Pack(
        string upper,
        BlobStore store,
        UnixTime latest,
        Func<DirectoryEntry, bool> isLeftOut
    )
    {
        using var root = RootDirectory.Open(upper);
        var entries = Chosen(root, isLeftOut);
        if (entries.Count == 0)
        {
            return null;
        }
        using var writer = LayerWriter.Create(store, latest);
        var firstNames = new Dictionary<(ulong Device, ulong Inode), string>();
        foreach (var entry in entries)
        {
            Add(root, entry, writer, firstNames);
        }
        return writer.Finish();
    }

    /// <summary>
    /// Removes from a folder what a layer made of it leaves out, so that both hold the same.
    /// </summary>
    public static void RemoveLeftOut(string upper, Func<DirectoryEntry, bool> isLeftOut)
    {
        using var root = RootDirectory.Open(upper);
        var kept = Chosen(root, isLeftOut).Select(entry => entry.Path).ToHashSet();
        foreach (var entry in root.Walk().Where(entry => !kept.Contains(entry.Path)).Reverse().ToList())
        {
            if (entry.Status.Kind == FileKind.Directory)
            {
                root.DeleteDirectory(entry.Path);
            }
            else
            {
                root.DeleteFile(entry.Path);
            }
        }
    }

    private static List<DirectoryEntry> Chosen(RootDirectory root, Func<DirectoryEntry, bool> isLeftOut)
    {
        var chosen = new List<DirectoryEntry>();
        string? leftOut = null;
        foreach (var entry in root.Walk())
        {
            if (leftOut is not null && entry.Path.StartsWith(leftOut, StringComparison.Ordinal))
            {
                continue;
            }
            leftOut = null;
            if (entry.Status.Kind == FileKind.Socket || isLeftOut(entry))
            {
                leftOut = entry.Path + "/";
                continue;
            }
            chosen.Add(entry);
        }
        return chosen;
    }

    private static void Add(
        RootDirectory root,
        DirectoryEntry entry,
        LayerWriter writer,
        Dictionary<(ulong Device, ulong Inode), string> firstNames
    )
    {
        var status = entry.Status;
        var path = entry.Path.TrimStart('/');
        if (status is { Kind: FileKind.CharacterDevice, DeviceMajor: 0, DeviceMinor: 0 })
        {
            writer.AddWhiteout(path);
            return;
        }
        var attributes =
            status.Kind == FileKind.Symlink ? TarEntry.NoAttributes : root.ExtendedAttributes(entry.Path);
        var tarEntry = new TarEntry
        {
            Path = path,
            Kind = KindOf(status.Kind),
            Permissions = status.Permissions,
            Uid = status.Uid,
            Gid = status.Gid,
            Modified = status.Modified with { Nanoseconds = 0 },
            LinkTarget = status.Kind == FileKind.Symlink ? root.ReadLink(entry.Path) : "",
            DeviceMajor = status.Kind is FileKind.CharacterDevice or FileKind.BlockDevice
                ? status.DeviceMajor
                : 0,
            DeviceMinor = status.Kind is FileKind.CharacterDevice or FileKind.BlockDevice
                ? status.DeviceMinor
                : 0,
            ExtendedAttributes = attributes.RemoveRange(attributes.Keys.Where(IsOverlays)),
        };
        if (status.Kind != FileKind.File)
        {
            writer.Add(tarEntry);
            if (status.Kind == FileKind.Directory && IsOpaque(attributes))
            {
                writer.AddOpaque(path);
            }
            return;
        }
        if (status.Links > 1 && !firstNames.TryAdd((status.Device, status.Inode), path))
        {
            var first = firstNames[(status.Device, status.Inode)];
            writer.Add(tarEntry with { Kind = TarKind.HardLink, LinkTarget = first });
            return;
        }
        using var content = root.OpenRead(entry.Path);
        writer.Add(tarEntry with { Size = status.Size }, content);
    }

    private static bool IsOverlays(string name) =>
        name.StartsWith(TrustedPrefix, StringComparison.Ordinal)
        || name.StartsWith(UserPrefix, StringComparison.Ordinal);

    /// <summary>
    /// Whether a directory with these extended attributes hides what lower layers have in it.
    /// </summary>
    public static bool IsOpaque(ImmutableSortedDictionary<string, byte[]> attributes) =>
        (
            attributes.GetValueOrDefault(TrustedPrefix + "opaque")
            ?? attributes.GetValueOrDefault(UserPrefix + "opaque")
        )
            is [(byte)'y'];

    private static TarKind KindOf(FileKind kind) =>
        kind switch
        {
            FileKind.Directory => TarKind.Directory,
            FileKind.Symlink => TarKind.Symlink,
            FileKind.CharacterDevice => TarKind.CharacterDevice,
            FileKind.BlockDevice => TarKind.BlockDevice,
            FileKind.Fifo => TarKind.Fifo,
            _ => TarKind.File,
        };
}
