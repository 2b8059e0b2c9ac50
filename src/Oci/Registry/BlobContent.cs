using System.Net;

namespace Bunraku.Oci;

/// <summary>A part of a blob as the body of a request, told as it goes.</summary>
internal sealed class BlobContent(BlobStore store, Digest digest, long offset, long length, Action<long> sent)
    : HttpContent
{
    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        using var blob = store.OpenRead(digest);
        blob.Position = offset;
        var buffer = new byte[128 * 1024];
        for (var left = length; left > 0; )
        {
            var part = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
            await blob.ReadExactlyAsync(part, cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            left -= part.Length;
            sent(length - left);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
