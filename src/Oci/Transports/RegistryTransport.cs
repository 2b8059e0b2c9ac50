namespace Bunraku.Oci;

/// <summary>A registry as a place for images.</summary>
internal sealed class RegistryTransport(RegistryClient registries, Reference reference) : ImageTransport
{
    public override Task<Descriptor> ReadAsync(
        ImageLayout into,
        Platform platform,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    ) => registries.PullAsync(reference, into, platform, progress, cancellation);

    public override Task WriteAsync(
        ImageLayout from,
        Descriptor image,
        Reference? name = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    ) => registries.PushAsync(reference, from, image, progress, cancellation);
}
