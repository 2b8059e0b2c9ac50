using System.Collections.Immutable;
using System.Text.Json;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Oci;

/// <summary>
/// A folder that holds images (image-layout.md): <c>oci-layout</c>, <c>index.json</c> with the tags, and the
/// blobs. Updates of the index happen one at a time under a file lock and replace the file whole.
/// </summary>
public sealed class ImageLayout
{
    private const string VersionFile = "oci-layout";
    private const string IndexFile = "index.json";
    private const string LockFile = ".lock";
    private const string Version = "1.0.0";
    private static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(30);
    private readonly TimeSpan lockTimeout;

    private ImageLayout(string folder, BlobStore blobs, TimeSpan lockTimeout)
    {
        Folder = folder;
        Blobs = blobs;
        this.lockTimeout = lockTimeout;
    }

    public string Folder { get; }

    public BlobStore Blobs { get; }

    /// <summary>Opens a layout, making an empty one where none is.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="lockTimeout">How long other processes' updates are waited for; half a minute by
    /// default.</param>
    public static ImageLayout OpenOrCreate(string folder, TimeSpan? lockTimeout = null)
    {
        var layout = new ImageLayout(folder, BlobStore.Create(folder), lockTimeout ?? DefaultLockTimeout);
        if (!File.Exists(Path.Combine(folder, IndexFile)))
        {
            using var held = layout.Lock();
            layout.WriteFile(
                VersionFile,
                OciJson.Write(new LayoutVersion(Version), OciJson.Plain.LayoutVersion)
            );
            if (!File.Exists(Path.Combine(folder, IndexFile)))
            {
                layout.WriteIndex(new Index([]));
            }
        }
        layout.ReadIndex();
        return layout;
    }

    /// <summary>Opens a layout that must be there.</summary>
    public static ImageLayout Open(string folder)
    {
        var layout = new ImageLayout(folder, BlobStore.Existing(folder), DefaultLockTimeout);
        layout.CheckVersion();
        layout.ReadIndex();
        return layout;
    }

    /// <summary>The tagged images: what the tag annotation says, and what it names; sorted by name.</summary>
    public ImmutableArray<TaggedImage> List() =>
        [
            .. ReadIndex()
                .Manifests.Where(descriptor => NameOf(descriptor) is not null)
                .Select(descriptor => new TaggedImage(NameOf(descriptor)!, descriptor))
                .OrderBy(image => image.Name, StringComparer.Ordinal),
        ];

    /// <summary>What a tag names, or null.</summary>
    public Descriptor? Find(string name) =>
        ReadIndex().Manifests.FirstOrDefault(descriptor => NameOf(descriptor) == name);

    /// <summary>
    /// What a reference names: its digest if it has one and the blob is here, else its full form as a tag.
    /// </summary>
    public Descriptor? Find(Reference reference)
    {
        if (reference.Digest is not { } digest)
        {
            return Find(reference.ToString());
        }
        var known = ReadIndex().Manifests.FirstOrDefault(descriptor => descriptor.Digest == digest);
        return known is null || !Blobs.Contains(digest) ? null : Untagged(known);
    }

    /// <summary>
    /// What a reference names; an <see cref="OciException"/> with the nearest name when nothing.
    /// </summary>
    public Descriptor Resolve(Reference reference) =>
        Find(reference)
        ?? throw new OciException(
            OciDiagnostics.ImageUnknown(
                $"`{Folder}`",
                reference.Familiar,
                Suggestion.Help(
                    reference.Familiar,
                    List()
                        .Select(image =>
                            Reference.TryParse(image.Name, out var known, out _) ? known.Familiar : image.Name
                        )
                )
            )
        );

    /// <summary>Lets a name mean this manifest or index from now on.</summary>
    public void Tag(string name, Descriptor descriptor) =>
        Update(index =>
            index with
            {
                Manifests =
                [
                    .. index.Manifests.Where(other => NameOf(other) != name),
                    Untagged(descriptor) with
                    {
                        Annotations = (
                            Untagged(descriptor).Annotations
                            ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                        ).SetItem(Annotations.RefName, name),
                    },
                ],
            }
        );

    public void Tag(Reference reference, Descriptor descriptor) => Tag(reference.ToString(), descriptor);

    /// <summary>Forgets a name; the blobs stay. False when there was no such name.</summary>
    public bool Untag(string name)
    {
        var removed = false;
        Update(index =>
        {
            var rest = index.Manifests.RemoveAll(descriptor => NameOf(descriptor) == name);
            removed = rest.Length < index.Manifests.Length;
            return index with { Manifests = rest };
        });
        return removed;
    }

    /// <summary>Stores the documents of an image whose layers are here already; it has no tag yet.</summary>
    public Image Write(
        ImageConfig config,
        IEnumerable<Descriptor> layers,
        ImmutableSortedDictionary<string, string>? annotations = null
    )
    {
        var configuration = Blobs.Put(
            OciJson.Write(config, OciJson.Plain.ImageConfig),
            MediaTypes.ImageConfig
        );
        var manifest = new Manifest(configuration, [.. layers]) { Annotations = annotations };
        var descriptor = Blobs.Put(OciJson.Write(manifest, OciJson.Plain.Manifest), MediaTypes.Manifest);
        return new Image(descriptor with { Platform = config.Platform }, manifest, config);
    }

    /// <summary>Reads the documents of an image; from an index, those for the platform.</summary>
    public Image Read(Descriptor descriptor, Platform? platform = null)
    {
        var chosen = MediaTypes.IsIndex(descriptor.MediaType)
            ? PlatformChoice.From(
                Blobs.ReadIndex(descriptor),
                platform ?? Platform.Here,
                descriptor.Digest.ToString()
            )
            : descriptor;
        var manifest = Blobs.ReadManifest(chosen);
        return new Image(Untagged(chosen), manifest, Blobs.ReadConfig(manifest));
    }

    public Index ReadIndex()
    {
        var path = Path.Combine(Folder, IndexFile);
        try
        {
            var index = OciJson.Read(File.ReadAllBytes(path), OciJson.Plain.Index);
            return index.Manifests.IsDefault ? index with { Manifests = [] } : index;
        }
        catch (JsonException e)
        {
            throw new OciException(
                OciDiagnostics.LayoutInvalid(Folder, $"`{IndexFile}`, {OciJson.Fault(e)}"),
                e
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OciException(OciDiagnostics.LayoutInvalid(Folder, $"it has no `{IndexFile}`"), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OciException(OciDiagnostics.StoreFailed(path, e.Message), e);
        }
    }

    internal static string? NameOf(Descriptor descriptor) =>
        descriptor.Annotations?.GetValueOrDefault(Annotations.RefName);

    internal static Descriptor Untagged(Descriptor descriptor) =>
        descriptor.Annotations?.Remove(Annotations.RefName) is { } rest
            ? descriptor with
            {
                Annotations = rest.IsEmpty ? null : rest,
            }
            : descriptor;

    private void CheckVersion()
    {
        var path = Path.Combine(Folder, VersionFile);
        string fault;
        try
        {
            var version = OciJson.Read(File.ReadAllBytes(path), OciJson.Plain.LayoutVersion);
            if (version.ImageLayoutVersion == Version)
            {
                return;
            }
            fault = $"version `{version.ImageLayoutVersion}` is not `{Version}`";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            fault = $"it has no `{VersionFile}`";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            fault = OciJson.Fault(e);
        }
        throw new OciException(OciDiagnostics.LayoutInvalid(Folder, fault));
    }

    private void Update(Func<Index, Index> change)
    {
        using var held = Lock();
        WriteIndex(change(ReadIndex()));
    }

    private FileLock Lock()
    {
        try
        {
            return FileLock.Acquire(Path.Combine(Folder, LockFile), lockTimeout);
        }
        catch (TimeoutException e)
        {
            throw new OciException(OciDiagnostics.StoreLocked(Folder), e);
        }
        catch (UnixException e)
        {
            throw new OciException(OciDiagnostics.StoreFailed(e.Path, e.Reason), e);
        }
    }

    private void WriteIndex(Index index) => WriteFile(IndexFile, OciJson.Write(index, OciJson.Plain.Index));

    private void WriteFile(string name, byte[] content) =>
        Blobs.Guard(() =>
        {
            var (aside, stream) = Blobs.CreateAside();
            try
            {
                stream.Write(content);
                Blobs.PutInPlace(stream, aside, Path.Combine(Folder, name));
            }
            catch (IOException)
            {
                stream.Dispose();
                File.Delete(aside);
                throw;
            }
        });
}

/// <summary>A name in a layout's index and what it names.</summary>
public sealed record TaggedImage(string Name, Descriptor Descriptor);

/// <summary>The documents of one image.</summary>
/// <param name="Descriptor">The manifest's descriptor; its digest is the image's digest.</param>
public sealed record Image(Descriptor Descriptor, Manifest Manifest, ImageConfig Config)
{
    public Digest Digest => Descriptor.Digest;
}
