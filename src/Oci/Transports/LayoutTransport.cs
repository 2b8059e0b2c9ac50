namespace Bunraku.Oci;

/// <summary>Another program's image layout: <c>oci:DIR[:TAG]</c>.</summary>
internal sealed class LayoutTransport(string folder, string? tag) : ImageTransport
{
    public override async Task<Descriptor> ReadAsync(
        ImageLayout into,
        Platform platform,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var source = ImageLayout.Open(folder);
        var chosen = Choose(source);
        var image = source.Read(chosen, platform);
        await CopyAsync(source, into, image.Descriptor, progress, cancellation).ConfigureAwait(false);
        return image.Descriptor;
    }

    public override async Task WriteAsync(
        ImageLayout from,
        Descriptor image,
        Reference? name = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var target = ImageLayout.OpenOrCreate(folder);
        await CopyAsync(from, target, image, progress, cancellation).ConfigureAwait(false);
        target.Tag(tag ?? name?.Tag ?? Reference.DefaultTag, image);
    }

    /// <summary>The tag that was named; without one, the only image there is, or <c>latest</c>.</summary>
    private Descriptor Choose(ImageLayout source)
    {
        var all = source.ReadIndex().Manifests;
        if (tag is null && all.Length == 1)
        {
            return all[0];
        }
        return source.Find(tag ?? Reference.DefaultTag)
            ?? throw new OciException(
                OciDiagnostics.ImageUnknown(
                    $"`{folder}`",
                    tag ?? Reference.DefaultTag,
                    all.IsEmpty
                        ? "it is empty"
                        : $"it has {string.Join(", ", source.List().Select(one => $"`{one.Name}`"))}"
                )
            );
    }

    private static async Task CopyAsync(
        ImageLayout from,
        ImageLayout to,
        Descriptor descriptor,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        if (MediaTypes.IsIndex(descriptor.MediaType))
        {
            foreach (var below in from.Blobs.ReadIndex(descriptor).Manifests)
            {
                if (from.Blobs.Contains(below.Digest))
                {
                    await CopyAsync(from, to, below, progress, cancellation).ConfigureAwait(false);
                }
            }
        }
        else
        {
            var manifest = from.Blobs.ReadManifest(descriptor);
            foreach (var blob in manifest.Layers.Add(manifest.Config))
            {
                await CopyBlobAsync(from, to, blob, progress, cancellation).ConfigureAwait(false);
            }
        }
        // The document comes last: whoever finds it finds all it names.
        await CopyBlobAsync(from, to, descriptor, progress: null, cancellation).ConfigureAwait(false);
    }

    private static async Task CopyBlobAsync(
        ImageLayout from,
        ImageLayout to,
        Descriptor blob,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        if (to.Blobs.Size(blob.Digest) == blob.Size)
        {
            progress?.Report(new TransferProgress(blob, TransferState.Present, blob.Size));
            return;
        }
        using var content = from.Blobs.OpenRead(blob.Digest);
        await to
            .Blobs.ImportAsync(content, blob, $"`{from.Folder}`", progress: null, cancellation)
            .ConfigureAwait(false);
        progress?.Report(new TransferProgress(blob, TransferState.Finished, blob.Size));
    }
}
