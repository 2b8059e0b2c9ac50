using System.Collections.Concurrent;
using System.Net.Security;

namespace Bunraku.Oci;

/// <summary>Pulls images from registries and pushes them there (distribution-spec 1.1).</summary>
public sealed class RegistryClient : IDisposable
{
    private readonly RegistrySettings settings;
    private readonly HttpClient http;
    private readonly CredentialStore credentials;
    private readonly ConcurrentDictionary<string, RegistryConnection> connections = new(
        StringComparer.Ordinal
    );

    public RegistryClient(RegistrySettings settings)
    {
        this.settings = settings;
        credentials = new CredentialStore(settings.DockerConfigFile);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = settings.ConnectTimeout,
            Proxy = new ProxyBeyondLoopback(HttpClient.DefaultProxy),
        };
        if (settings.Insecure)
        {
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            };
        }
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(settings.UserAgent);
    }

    public void Dispose() => http.Dispose();

    /// <summary>
    /// Copies an image (of an index, the one for the platform) into a layout; it gets no tag there.
    /// </summary>
    public async Task<Descriptor> PullAsync(
        Reference reference,
        ImageLayout into,
        Platform platform,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var repository = Connect(reference);
        var descriptor = await repository
            .PullDocumentAsync(into.Blobs, Target(reference), reference.Digest, cancellation)
            .ConfigureAwait(false);
        if (MediaTypes.IsIndex(descriptor.MediaType))
        {
            var chosen = PlatformChoice.From(into.Blobs.ReadIndex(descriptor), platform, reference.Familiar);
            descriptor = await repository
                .PullDocumentAsync(into.Blobs, chosen.Digest.ToString(), chosen.Digest, cancellation)
                .ConfigureAwait(false);
        }
        var manifest = into.Blobs.ReadManifest(descriptor);
        await Parallel
            .ForEachAsync(
                manifest.Layers.Add(manifest.Config).DistinctBy(blob => blob.Digest),
                Options(cancellation),
                async (blob, token) =>
                    await repository.PullBlobAsync(into.Blobs, blob, progress, token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return descriptor;
    }

    /// <summary>
    /// Copies an image, or all images of an index, to a registry. Blobs that other repositories of it hold
    /// (as far as the layout's tags tell) are mounted from there.
    /// </summary>
    public async Task PushAsync(
        Reference reference,
        ImageLayout from,
        Descriptor image,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var repository = Connect(reference);
        if (MediaTypes.IsIndex(image.MediaType))
        {
            foreach (
                var one in from.Blobs.ReadIndex(image).Manifests.Where(m => from.Blobs.Contains(m.Digest))
            )
            {
                var target = reference.WithDigest(one.Digest);
                await PushManifestAsync(repository, target, from, one, progress, cancellation)
                    .ConfigureAwait(false);
            }
            await repository
                .PushDocumentAsync(from.Blobs, Target(reference), image, cancellation)
                .ConfigureAwait(false);
            return;
        }
        await PushManifestAsync(repository, reference, from, image, progress, cancellation)
            .ConfigureAwait(false);
    }

    private async Task PushManifestAsync(
        RegistryRepository repository,
        Reference reference,
        ImageLayout from,
        Descriptor image,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        var manifest = from.Blobs.ReadManifest(image);
        var elsewhere = Elsewhere(reference, from);
        await Parallel
            .ForEachAsync(
                manifest.Layers.Add(manifest.Config).DistinctBy(blob => blob.Digest),
                Options(cancellation),
                async (blob, token) =>
                    await repository
                        .PushBlobAsync(
                            from.Blobs,
                            blob,
                            elsewhere.GetValueOrDefault(blob.Digest),
                            progress,
                            token
                        )
                        .ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        // By digest alone when pushed as part of an index: the tag is the index's.
        await repository
            .PushDocumentAsync(from.Blobs, Target(reference), image, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Which other repository of the same registry likely holds a blob, going by the tags here.
    /// </summary>
    private static Dictionary<Digest, string> Elsewhere(Reference target, ImageLayout layout)
    {
        var found = new Dictionary<Digest, string>();
        foreach (var image in layout.List())
        {
            if (
                Reference.TryParse(image.Name, out var other, out _)
                && other.Registry == target.Registry
                && other.Repository != target.Repository
                && MediaTypes.IsManifest(image.Descriptor.MediaType)
                && layout.Blobs.Contains(image.Descriptor.Digest)
            )
            {
                foreach (var layer in layout.Blobs.ReadManifest(image.Descriptor).Layers)
                {
                    found.TryAdd(layer.Digest, other.Repository);
                }
            }
        }
        return found;
    }

    private static string Target(Reference reference) =>
        reference.Digest?.ToString() ?? reference.Tag ?? Reference.DefaultTag;

    private RegistryRepository Connect(Reference reference) =>
        new(
            connections.GetOrAdd(
                reference.Registry,
                registry => new RegistryConnection(registry, settings, http, credentials)
            ),
            reference,
            settings
        );

    private ParallelOptions Options(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = settings.ParallelBlobs, CancellationToken = cancellation };
}
