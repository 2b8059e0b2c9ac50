using Bunraku.Unix;

namespace Bunraku.Oci;

/// <summary>
/// Applies layers to a root file system as layer.md#applying-changesets says. Paths are resolved inside the
/// root; what is in the way is removed, never written through. Owners, devices and privileged attributes need
/// root; without it files belong to the caller.
/// </summary>
public sealed class LayerUnpacker
{
    private const string WhiteoutPrefix = ".wh.";
    private const string OpaqueName = ".wh..wh..opq";
    private const int NewDirectoryPermissions = 0x1ED;
    private const int OwnersDirectoryPermissions = 0x1C0;
    private readonly RootDirectory root;
    private readonly bool privileged = Environment.IsPrivilegedProcess;

    /// <summary>What this layer put there: whiteouts speak of the layers below only.</summary>
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <summary>Directories get their mode and time when nothing is put into them any more.</summary>
    private readonly List<TarEntry> directories = [];

    /// <summary>
    /// The extended attribute that marks an opaque directory, when the kernel's overlay is to read them.
    /// </summary>
    private readonly string? opaqueMark;

    private LayerUnpacker(RootDirectory root, string? opaqueMark) =>
        (this.root, this.opaqueMark) = (root, opaqueMark);

    /// <summary>Unpacks all layers of an image, base first, into a root that is empty.</summary>
    public static void Unpack(
        BlobStore store,
        Image image,
        RootDirectory root,
        IProgress<Descriptor>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var (layers, diffIds) = (image.Manifest.Layers, image.Config.RootFs.DiffIds);
        if (layers.Length != diffIds.Length)
        {
            throw new OciException(
                OciDiagnostics.DocumentInvalid(
                    $"image `{image.Digest}`",
                    $"it has {layers.Length} layers and {diffIds.Length} diff IDs"
                )
            );
        }
        for (var i = 0; i < layers.Length; i++)
        {
            Unpack(store, new Layer(layers[i], diffIds[i]), root, cancellation);
            progress?.Report(layers[i]);
        }
    }

    /// <summary>Unpacks one layer over what is there, and checks its diff ID.</summary>
    public static void Unpack(
        BlobStore store,
        Layer layer,
        RootDirectory root,
        CancellationToken cancellation = default
    ) => Unpack(store, layer, new LayerUnpacker(root, null), cancellation);

    /// <summary>
    /// Unpacks one layer alone, as a lower directory of the kernel's overlay: whiteouts become devices 0/0,
    /// opaque directories are marked (overlayfs, kernel documentation).
    /// </summary>
    /// <param name="isMapped">Whether we are root in a user namespace, where the marks have other
    /// names.</param>
    public static void UnpackForOverlay(
        BlobStore store,
        Layer layer,
        RootDirectory root,
        bool isMapped,
        CancellationToken cancellation = default
    ) =>
        Unpack(
            store,
            layer,
            new LayerUnpacker(root, isMapped ? "user.overlay.opaque" : "trusted.overlay.opaque"),
            cancellation
        );

    private static void Unpack(
        BlobStore store,
        Layer layer,
        LayerUnpacker unpacker,
        CancellationToken cancellation
    )
    {
        using var reader = LayerReader.Open(store, layer.Descriptor);
        try
        {
            unpacker.Unpack(new TarReader(reader.Tar), cancellation);
            reader.Verify(layer.DiffId);
        }
        catch (InvalidDataException e)
        {
            throw new OciException(OciDiagnostics.LayerInvalid(e.Message), e);
        }
    }

    private void Unpack(TarReader reader, CancellationToken cancellation)
    {
        while (reader.Next() is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            Guard(entry, () => Apply(entry, reader.Content));
        }
        for (var i = directories.Count - 1; i >= 0; i--)
        {
            var directory = directories[i];
            Guard(directory, () => FinishDirectory(directory));
        }
    }

    private void Guard(TarEntry entry, Action action)
    {
        try
        {
            action();
        }
        catch (UnixException e)
        {
            throw Failure(entry.Path, e.Reason, e);
        }
        // The content is written through the framework, which has an exception of its own for a full disk.
        catch (IOException e)
        {
            throw Failure(entry.Path, e.Message, e);
        }
    }

    /// <summary>A later entry of the same name may have taken the directory's place.</summary>
    private void FinishDirectory(TarEntry entry)
    {
        if (root.LinkStatus("/" + entry.Path) is { Kind: FileKind.Directory })
        {
            SetAttributes(entry);
        }
    }

    private OciException Failure(string path, string reason, Exception e) =>
        new(OciDiagnostics.UnpackFailed(root.HostPath, path, reason), e);

    private void Apply(TarEntry entry, Stream content)
    {
        Refuse(entry.Path);
        var name = entry.Path[(entry.Path.LastIndexOf('/') + 1)..];
        var parent = entry.Path[..Math.Max(0, entry.Path.Length - name.Length - 1)];
        if (opaqueMark is not null && name.StartsWith(WhiteoutPrefix, StringComparison.Ordinal))
        {
            MakeParents(parent);
            Mark(parent, name);
        }
        else if (name == OpaqueName)
        {
            foreach (var below in Exists(parent) ? root.List(parent) : [])
            {
                RemoveLower(TarReader.Normalize(below.Path));
            }
        }
        else if (name.StartsWith(WhiteoutPrefix, StringComparison.Ordinal))
        {
            var hidden = name[WhiteoutPrefix.Length..];
            Refuse(hidden);
            if (hidden.Length > 0 && Exists(parent))
            {
                RemoveLower(TarReader.Normalize($"{parent}/{hidden}"));
            }
        }
        else
        {
            MakeParents(parent);
            Place(entry, content);
        }
    }

    /// <summary>Says in the kernel's way what an entry of a layer says by its name.</summary>
    private void Mark(string parent, string name)
    {
        if (name == OpaqueName)
        {
            root.SetExtendedAttribute("/" + parent, opaqueMark!, "y"u8);
            return;
        }
        var hidden = name[WhiteoutPrefix.Length..];
        Refuse(hidden);
        var path = $"/{parent}/{hidden}";
        if (hidden.Length > 0 && root.LinkStatus(path) is null)
        {
            root.CreateSpecial(path, FileKind.CharacterDevice, 0);
        }
    }

    private void Place(TarEntry entry, Stream content)
    {
        var path = "/" + entry.Path;
        var there = root.LinkStatus(path);
        var stays = entry.Kind == TarKind.Directory && there is { Kind: FileKind.Directory };
        if (entry.Path.Length == 0 && !stays)
        {
            throw TarReader.Fault("the root is not a directory");
        }
        if (there is not null && !stays && !IsItself(entry))
        {
            root.DeleteTree(path);
        }
        Remember(entry.Path);
        switch (entry.Kind)
        {
            case TarKind.Directory:
                if (!stays)
                {
                    root.CreateDirectory(path, OwnersDirectoryPermissions);
                }
                directories.Add(entry);
                return;
            case TarKind.HardLink:
                Link(entry);
                return;
            case TarKind.Symlink:
                root.CreateSymlink(path, entry.LinkTarget);
                break;
            case TarKind.File:
                using (var file = root.CreateNew(path, OwnersDirectoryPermissions))
                {
                    content.CopyTo(file, 128 * 1024);
                }
                break;
            default:
                CreateSpecial(entry, path);
                break;
        }
        SetAttributes(entry);
    }

    private static bool IsItself(TarEntry entry) =>
        entry.Kind == TarKind.HardLink && entry.LinkTarget == entry.Path;

    private void Link(TarEntry entry)
    {
        Refuse(entry.LinkTarget);
        if (IsItself(entry))
        {
            return;
        }
        if (root.LinkStatus("/" + entry.LinkTarget) is not { Kind: not FileKind.Directory })
        {
            throw TarReader.Fault(
                $"`{entry.Path}` links to `{entry.LinkTarget}`, which is no file in the image"
            );
        }
        root.CreateHardLink("/" + entry.Path, "/" + entry.LinkTarget);
    }

    private void CreateSpecial(TarEntry entry, string path)
    {
        var kind = entry.Kind switch
        {
            TarKind.CharacterDevice => FileKind.CharacterDevice,
            TarKind.BlockDevice => FileKind.BlockDevice,
            _ => FileKind.Fifo,
        };
        try
        {
            root.CreateSpecial(path, kind, entry.Permissions, entry.DeviceMajor, entry.DeviceMinor);
        }
        catch (UnixException e) when (e.Error == Errno.EPERM && kind != FileKind.Fifo)
        {
            // Without root, and in user namespaces, there are no devices; an empty file keeps the name.
            root.CreateNew(path, entry.Permissions).Dispose();
        }
    }

    /// <summary>Owner first: changing it takes setuid bits and capabilities away.</summary>
    private void SetAttributes(TarEntry entry)
    {
        var path = "/" + entry.Path;
        if (privileged)
        {
            root.SetOwner(path, entry.Uid, entry.Gid);
        }
        foreach (var (name, value) in entry.ExtendedAttributes)
        {
            try
            {
                root.SetExtendedAttribute(path, name, value);
            }
            catch (UnixException e) when (MayLack(name, e.Error))
            {
                // Said in MayLack: the file works without it.
            }
        }
        if (entry.Kind != TarKind.Symlink)
        {
            root.SetPermissions(path, entry.Permissions);
        }
        root.SetTimes(path, entry.Modified);
    }

    /// <summary>
    /// Labels of the machine that made the layer, and attributes that this file system or user cannot have;
    /// but a capability that root cannot set is a failure, since a program would stop to work.
    /// </summary>
    private bool MayLack(string attribute, Errno error) =>
        error is Errno.EOPNOTSUPP or Errno.EPERM && !(privileged && attribute == "security.capability");

    private bool Exists(string path) => root.Status("/" + path) is { Kind: FileKind.Directory };

    private void MakeParents(string parent)
    {
        if (parent.Length == 0 || Exists(parent))
        {
            return;
        }
        MakeParents(parent[..Math.Max(0, parent.LastIndexOf('/'))]);
        // A file or a dangling link of a lower layer gives way to the directory that must be there.
        root.DeleteTree("/" + parent);
        root.CreateDirectory("/" + parent, NewDirectoryPermissions);
    }

    private void Remember(string path)
    {
        while (written.Add(path) && path.LastIndexOf('/') is > 0 and var slash)
        {
            path = path[..slash];
        }
    }

    private void RemoveLower(string path)
    {
        if (!written.Contains(path))
        {
            root.DeleteTree("/" + path);
        }
        else if (root.LinkStatus("/" + path) is { Kind: FileKind.Directory })
        {
            foreach (var below in root.List("/" + path))
            {
                RemoveLower(TarReader.Normalize(below.Path));
            }
        }
    }

    private static void Refuse(string path)
    {
        if (path.Split('/').Contains(".."))
        {
            throw TarReader.Fault($"the path `{path}` leads upwards");
        }
    }
}
