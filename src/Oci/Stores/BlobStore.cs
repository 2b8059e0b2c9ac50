using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bunraku.Unix;

namespace Bunraku.Oci;

/// <summary>
/// Content by its digest: the <c>blobs</c> of an image layout (image-layout.md). A blob is written aside,
/// flushed and renamed, so that what has a digest's name is whole, whoever else writes and whenever we die.
/// </summary>
public sealed class BlobStore
{
    private const string BlobsName = "blobs";
    private const string AsideName = ".ingest";

    /// <summary>
    /// Manifests and configurations are read into memory; registries refuse larger ones too.
    /// </summary>
    internal const long LargestDocument = 4 * 1024 * 1024;

    /// <summary>What a killed process left aside is removed after this time.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private BlobStore(string folder) => Folder = folder;

    public string Folder { get; }

    private string Aside => Path.Combine(Folder, AsideName);

    internal static BlobStore Create(string folder)
    {
        var store = new BlobStore(folder);
        store.Guard(() =>
        {
            Directory.CreateDirectory(Path.Combine(folder, BlobsName, "sha256"));
            Directory.CreateDirectory(store.Aside);
            store.RemoveAbandoned();
        });
        return store;
    }

    /// <summary>The store of a layout that may not be ours to write.</summary>
    internal static BlobStore Existing(string folder) => new(folder);

    public bool Contains(Digest digest) => File.Exists(PathOf(digest));

    /// <summary>The size of a blob in bytes, or null when it is not here.</summary>
    public long? Size(Digest digest) =>
        new FileInfo(PathOf(digest)) is { Exists: true } file ? file.Length : null;

    /// <summary>Where a blob lies or would lie.</summary>
    public string PathOf(Digest digest) => Path.Combine(Folder, BlobsName, digest.Algorithm, digest.Hex);

    public Stream OpenRead(Digest digest)
    {
        try
        {
            return new FileStream(PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OciException(OciDiagnostics.BlobMissing($"`{Folder}`", digest), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OciException(OciDiagnostics.StoreFailed(PathOf(digest), e.Message), e);
        }
    }

    /// <summary>A new blob, to be written and committed; disposed before that, it never was.</summary>
    public BlobWriter Create() => new(this, expected: null);

    /// <summary>A new blob whose content must have this digest.</summary>
    public BlobWriter Create(Digest expected) => new(this, expected);

    public Descriptor Put(ReadOnlySpan<byte> content, string mediaType)
    {
        using var writer = Create();
        writer.Write(content);
        return writer.Commit(mediaType);
    }

    /// <summary>Copies a blob in, checking digest and size; one that is here already is left alone.</summary>
    public async Task ImportAsync(
        Stream content,
        Descriptor expected,
        string place,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var writer = Create(expected.Digest);
        var buffer = new byte[128 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (writer.Length + read > expected.Size)
            {
                throw Missized(expected, place, writer.Length + read);
            }
            writer.Write(buffer.AsSpan(0, read));
            progress?.Report(read);
        }
        if (writer.Length != expected.Size)
        {
            throw Missized(expected, place, writer.Length);
        }
        writer.Place = place;
        writer.Commit(expected.MediaType);
    }

    public bool Delete(Digest digest)
    {
        var there = Contains(digest);
        Guard(() => File.Delete(PathOf(digest)));
        return there;
    }

    /// <summary>All blobs, sorted.</summary>
    public IEnumerable<Digest> List()
    {
        var root = Path.Combine(Folder, BlobsName);
        foreach (var algorithm in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(algorithm).Order(StringComparer.Ordinal))
            {
                if (
                    Digest.TryParse($"{Path.GetFileName(algorithm)}:{Path.GetFileName(file)}", out var digest)
                )
                {
                    yield return digest;
                }
            }
        }
    }

    public Manifest ReadManifest(Descriptor descriptor)
    {
        var manifest = ReadDocument(descriptor.Digest, "manifest", OciJson.Plain.Manifest);
        return manifest is { Config: not null, Layers.IsDefault: false }
            ? manifest
            : throw new OciException(
                OciDiagnostics.DocumentInvalid(
                    $"manifest `{descriptor.Digest}`",
                    "it lacks `config` or `layers`"
                )
            );
    }

    public Index ReadIndex(Descriptor descriptor)
    {
        var index = ReadDocument(descriptor.Digest, "index", OciJson.Plain.Index);
        return !index.Manifests.IsDefault
            ? index
            : throw new OciException(
                OciDiagnostics.DocumentInvalid($"index `{descriptor.Digest}`", "it lacks `manifests`")
            );
    }

    public ImageConfig ReadConfig(Manifest manifest)
    {
        var config = ReadDocument(manifest.Config.Digest, "image configuration", OciJson.Plain.ImageConfig);
        return config is { RootFs.DiffIds.IsDefault: false, Architecture: not null, Os: not null }
            ? config
            : throw new OciException(
                OciDiagnostics.DocumentInvalid(
                    $"image configuration `{manifest.Config.Digest}`",
                    "it lacks `architecture`, `os` or `rootfs`"
                )
            );
    }

    /// <summary>A whole document, its digest checked.</summary>
    internal byte[] ReadAll(Digest digest)
    {
        using var stream = OpenRead(digest);
        if (stream.Length > LargestDocument)
        {
            throw new OciException(OciDiagnostics.DocumentInvalid($"`{digest}`", "it is larger than 4 MiB"));
        }
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        using var hash = digest.StartHash();
        hash.AppendData(content);
        var actual = digest.Finish(hash);
        return actual == digest
            ? content
            : throw new OciException(OciDiagnostics.BlobCorrupt($"`{Folder}`", digest, actual));
    }

    /// <summary>A fresh file in the same file system, so that a rename can put it in place.</summary>
    internal (string Path, FileStream Stream) CreateAside()
    {
        var path = Path.Combine(Aside, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Aside);
        return (path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0));
    }

    /// <summary>Flushes a file written aside and gives it its name.</summary>
    internal void PutInPlace(FileStream stream, string aside, string path)
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        File.Move(aside, path, overwrite: true);
        using var directory = RootDirectory.Open(folder);
        directory.Sync("/");
    }

    /// <summary>Turns the disk's refusals into this room's exception.</summary>
    internal void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (OciException)
        {
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OciException(OciDiagnostics.StoreFailed(Folder, e.Message), e);
        }
    }

    private T ReadDocument<T>(Digest digest, string what, JsonTypeInfo<T> type)
        where T : class
    {
        var content = ReadAll(digest);
        try
        {
            return OciJson.Read(content, type);
        }
        catch (JsonException e)
        {
            throw new OciException(OciDiagnostics.DocumentInvalid($"{what} `{digest}`", OciJson.Fault(e)), e);
        }
    }

    private static OciException Missized(Descriptor expected, string place, long actual) =>
        new(OciDiagnostics.BlobSize(place, expected.Digest, expected.Size, actual));

    private void RemoveAbandoned()
    {
        var limit = DateTime.UtcNow - Abandoned;
        foreach (var file in Directory.EnumerateFiles(Aside))
        {
            if (File.GetLastWriteTimeUtc(file) < limit)
            {
                File.Delete(file);
            }
        }
    }
}
