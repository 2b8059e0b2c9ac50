using System.IO.Compression;
using System.Security.Cryptography;

namespace Bunraku.Oci;

/// <summary>
/// The uncompressed tar of a layer blob, hashed while it is read. How it is compressed is seen from its first
/// bytes, since not every registry's media types tell the truth.
/// </summary>
public sealed class LayerReader : IDisposable
{
    /// <summary>A small blob may inflate without end; no layer is this large.</summary>
    private const long LargestLayer = 256L * 1024 * 1024 * 1024;
    private readonly Stream blob;
    private readonly HashingStream tar;

    private LayerReader(Stream blob, Stream content)
    {
        this.blob = blob;
        tar = new HashingStream(content);
    }

    /// <summary>The tar.</summary>
    public Stream Tar => tar;

    public static LayerReader Open(BlobStore store, Descriptor layer)
    {
        var blob = store.OpenRead(layer.Digest);
        Span<byte> start = stackalloc byte[4];
        start = start[..blob.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        blob.Position = 0;
        if (start.SequenceEqual((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
        {
            blob.Dispose();
            throw new OciException(OciDiagnostics.LayerUnsupported("zstd"));
        }
        var compressed = start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        return new LayerReader(blob, compressed ? new GZipStream(blob, CompressionMode.Decompress) : blob);
    }

    /// <summary>Reads what is left and compares the whole with the diff ID.</summary>
    public void Verify(Digest diffId)
    {
        var buffer = new byte[64 * 1024];
        while (tar.Read(buffer) > 0) { }
        var actual = tar.Finish();
        if (actual != diffId)
        {
            throw new OciException(OciDiagnostics.BlobCorrupt("the layer", diffId, actual));
        }
    }

    public void Dispose()
    {
        tar.Dispose();
        blob.Dispose();
    }

    private sealed class HashingStream(Stream inner) : ReadOnlyStream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long total;

        public override int Read(Span<byte> buffer)
        {
            int read;
            try
            {
                read = inner.Read(buffer);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException("its compressed data is damaged", e);
            }
            hash.AppendData(buffer[..read]);
            total += read;
            return total <= LargestLayer ? read : throw TarReader.Fault("it is larger than 256 GiB");
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
