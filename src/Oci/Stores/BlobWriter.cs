using System.Security.Cryptography;

namespace Bunraku.Oci;

/// <summary>
/// A blob in the making: hashed while it is written, nowhere to be seen until it is committed.
/// </summary>
public sealed class BlobWriter : WriteOnlyStream
{
    private readonly BlobStore store;
    private readonly Digest? expected;
    private readonly IncrementalHash hash;
    private string? aside;
    private FileStream? stream;
    private long length;

    internal BlobWriter(BlobStore store, Digest? expected)
    {
        this.store = store;
        this.expected = expected;
        hash = expected?.StartHash() ?? IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        store.Guard(() => (aside, stream) = store.CreateAside());
    }

    public override bool CanWrite => stream is not null;

    /// <summary>The bytes written so far.</summary>
    public override long Length => length;

    /// <summary>Where the content comes from, for the diagnostic when it is not what was expected.</summary>
    internal string Place { get; set; } = "its source";

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        hash.AppendData(buffer);
        try
        {
            stream!.Write(buffer);
        }
        catch (IOException e)
        {
            throw new OciException(OciDiagnostics.StoreFailed(store.Folder, e.Message), e);
        }
        length += buffer.Length;
    }

    /// <summary>Gives the blob its name; when it has one already, that stays.</summary>
    public Descriptor Commit(string mediaType)
    {
        var digest = expected?.Finish(hash) ?? Digest.FromSha256(hash.GetHashAndReset());
        if (expected is not null && digest != expected)
        {
            throw new OciException(OciDiagnostics.BlobCorrupt(Place, expected, digest));
        }
        // A blob of another length is one that a crash of the machine cut short: it is replaced.
        if (store.Size(digest) != length)
        {
            store.Guard(() => store.PutInPlace(stream!, aside!, store.PathOf(digest)));
            aside = null;
        }
        return new Descriptor(mediaType, digest, length);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && stream is not null)
        {
            stream.Dispose();
            stream = null;
            hash.Dispose();
            if (aside is not null)
            {
                File.Delete(aside);
            }
        }
        base.Dispose(disposing);
    }
}
