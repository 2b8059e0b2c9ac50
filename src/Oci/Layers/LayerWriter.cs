using System.Security.Cryptography;
using Bunraku.Unix;

namespace Bunraku.Oci;

/// <summary>
/// Writes one layer into the store in one pass: tar, the digest of the tar (the diff ID), gzip, the digest of
/// that. The caller sorts; times later than the clamp become the clamp.
/// </summary>
public sealed class LayerWriter : IDisposable
{
    private const string WhiteoutPrefix = ".wh.";
    private const string OpaqueName = ".wh..wh..opq";
    private readonly BlobWriter blob;
    private readonly GzipWriter gzip;
    private readonly HashedStream hashed;
    private readonly TarWriter tar;
    private readonly UnixTime? latest;

    private LayerWriter(BlobStore store, UnixTime? latest)
    {
        this.latest = latest;
        blob = store.Create();
        gzip = new GzipWriter(blob);
        hashed = new HashedStream(gzip);
        tar = new TarWriter(hashed);
    }

    /// <param name="store">Where the blob goes.</param>
    /// <param name="latest">Modification times after this one are set to it (SOURCE_DATE_EPOCH).</param>
    public static LayerWriter Create(BlobStore store, UnixTime? latest = null) => new(store, latest);

    public void Add(TarEntry entry, Stream? content = null)
    {
        var late = latest is { } limit && entry.Modified.CompareTo(limit) > 0;
        tar.Write(late ? entry with { Modified = latest!.Value } : entry, content);
    }

    /// <summary>Says that a path of the layers below is gone (layer.md#whiteouts).</summary>
    public void AddWhiteout(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        AddMark(path[..slash] + WhiteoutPrefix + path[slash..]);
    }

    /// <summary>Says that a directory holds only what this layer puts there.</summary>
    public void AddOpaque(string directory) =>
        AddMark(directory.Length == 0 ? OpaqueName : $"{directory}/{OpaqueName}");

    /// <summary>Commits the blob.</summary>
    public Layer Finish()
    {
        tar.Finish();
        gzip.Finish();
        var diffId = hashed.Finish();
        return new Layer(blob.Commit(MediaTypes.LayerGzip), diffId);
    }

    public void Dispose()
    {
        hashed.Dispose();
        blob.Dispose();
    }

    private void AddMark(string path) =>
        tar.Write(
            new TarEntry
            {
                Path = path,
                Kind = TarKind.File,
                Modified = latest ?? default,
            }
        );

    /// <summary>Hashes what goes through it.</summary>
    private sealed class HashedStream(Stream inner) : WriteOnlyStream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            inner.Write(buffer);
        }

        public Digest Finish() => Digest.FromSha256(hash.GetHashAndReset());

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            hash.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>A layer in the store.</summary>
/// <param name="DiffId">The digest of the uncompressed tar: the layer's identity in the
/// configuration.</param>
public sealed record Layer(Descriptor Descriptor, Digest DiffId);
