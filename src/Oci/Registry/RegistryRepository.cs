using System.Net;
using System.Net.Http.Headers;

namespace Bunraku.Oci;

/// <summary>One repository of a registry: its manifests and blobs, one request after another.</summary>
internal sealed class RegistryRepository(
    RegistryConnection connection,
    Reference reference,
    RegistrySettings settings
)
{
    private const string Bytes = "application/octet-stream";
    private readonly string name = reference.Repository;

    private string PullScope => $"repository:{name}:pull";

    private string PushScope => $"repository:{name}:pull,push";

    /// <summary>Stores a manifest or index as it came, after checking what it claims to be.</summary>
    public Task<Descriptor> PullDocumentAsync(
        BlobStore into,
        string target,
        Digest? expected,
        CancellationToken cancellation
    )
    {
        var action = $"give `{reference.Familiar}`";
        return connection.TryAsync(
            action,
            async stall =>
            {
                using var response = await connection
                    .SendAsync(action, PullScope, root => ManifestRequest(root, target), stall)
                    .ConfigureAwait(false);
                var content = await ReadDocumentAsync(response, stall).ConfigureAwait(false);
                var actual = Digest.Of(content);
                if (expected is { Algorithm: "sha256" } && actual != expected)
                {
                    throw new OciException(
                        OciDiagnostics.BlobCorrupt($"registry `{reference.Registry}`", expected, actual)
                    );
                }
                var mediaType = response.Content.Headers.ContentType?.MediaType;
                return MediaTypes.IsManifest(mediaType) || MediaTypes.IsIndex(mediaType)
                    ? into.Put(content, mediaType!)
                    : throw new OciException(
                        OciDiagnostics.DocumentInvalid(
                            $"manifest `{reference.Familiar}`",
                            $"its media type is `{mediaType}`"
                        )
                    );
            },
            cancellation
        );
    }

    public async Task PullBlobAsync(
        BlobStore into,
        Descriptor blob,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        if (into.Size(blob.Digest) == blob.Size)
        {
            progress?.Report(new TransferProgress(blob, TransferState.Present, blob.Size));
            return;
        }
        var action = $"give blob `{blob.Digest}` of `{name}`";
        await connection
            .TryAsync(
                action,
                async stall =>
                {
                    using var response = await connection
                        .SendAsync(
                            action,
                            PullScope,
                            root => new HttpRequestMessage(HttpMethod.Get, BlobUri(root, blob.Digest)),
                            stall
                        )
                        .ConfigureAwait(false);
                    await using var content = await response
                        .Content.ReadAsStreamAsync(stall.Token)
                        .ConfigureAwait(false);
                    await into.ImportAsync(
                            content,
                            blob,
                            $"registry `{reference.Registry}`",
                            new Meter(blob, progress, stall),
                            stall.Token
                        )
                        .ConfigureAwait(false);
                    return true;
                },
                cancellation
            )
            .ConfigureAwait(false);
        progress?.Report(new TransferProgress(blob, TransferState.Finished, blob.Size));
    }

    public async Task PushBlobAsync(
        BlobStore from,
        Descriptor blob,
        string? elsewhere,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        var action = $"take blob `{blob.Digest}` into `{name}`";
        var moved = await connection
            .TryAsync(
                action,
                async stall =>
                {
                    using var there = await connection
                        .SendAsync(
                            action,
                            PushScope,
                            root => new HttpRequestMessage(HttpMethod.Head, BlobUri(root, blob.Digest)),
                            stall,
                            HttpStatusCode.NotFound
                        )
                        .ConfigureAwait(false);
                    if (there.StatusCode != HttpStatusCode.NotFound)
                    {
                        return false;
                    }
                    var session = await StartUploadAsync(action, blob, elsewhere, stall)
                        .ConfigureAwait(false);
                    if (session is not null)
                    {
                        await UploadAsync(action, from, blob, session, progress, stall).ConfigureAwait(false);
                    }
                    return session is not null;
                },
                cancellation
            )
            .ConfigureAwait(false);
        progress?.Report(
            new TransferProgress(blob, moved ? TransferState.Finished : TransferState.Present, blob.Size)
        );
    }

    public Task PushDocumentAsync(
        BlobStore from,
        string target,
        Descriptor document,
        CancellationToken cancellation
    )
    {
        var action = $"take `{reference.Familiar}`";
        var content = from.ReadAll(document.Digest);
        return connection.TryAsync(
            action,
            async stall =>
            {
                using var response = await connection
                    .SendAsync(action, PushScope, Request, stall)
                    .ConfigureAwait(false);
                return true;
            },
            cancellation
        );

        HttpRequestMessage Request(Uri root)
        {
            var body = new ByteArrayContent(content);
            body.Headers.ContentType = new MediaTypeHeaderValue(document.MediaType);
            return new HttpRequestMessage(HttpMethod.Put, new Uri(root, $"{name}/manifests/{target}"))
            {
                Content = body,
            };
        }
    }

    /// <summary>Opens an upload; null when the registry mounted the blob from elsewhere instead.</summary>
    private async Task<Uri?> StartUploadAsync(
        string action,
        Descriptor blob,
        string? elsewhere,
        StallTimer stall
    )
    {
        if (elsewhere is not null)
        {
            using var mounted = await connection
                .SendAsync(
                    action,
                    $"{PushScope} repository:{elsewhere}:pull",
                    root => new HttpRequestMessage(
                        HttpMethod.Post,
                        RegistryConnection.WithQuery(
                            UploadsUri(root),
                            [new("mount", blob.Digest.ToString()), new("from", elsewhere)]
                        )
                    ),
                    stall,
                    HttpStatusCode.Unauthorized,
                    HttpStatusCode.Forbidden,
                    HttpStatusCode.NotFound
                )
                .ConfigureAwait(false);
            if (mounted.StatusCode == HttpStatusCode.Created)
            {
                return null;
            }
            if (mounted.StatusCode == HttpStatusCode.Accepted)
            {
                return Location(mounted);
            }
        }
        using var started = await connection
            .SendAsync(
                action,
                PushScope,
                root => new HttpRequestMessage(HttpMethod.Post, UploadsUri(root)),
                stall
            )
            .ConfigureAwait(false);
        return Location(started);
    }

    /// <summary>In one request, or large blobs in parts, so that none outlasts a proxy's patience.</summary>
    private async Task UploadAsync(
        string action,
        BlobStore from,
        Descriptor blob,
        Uri session,
        IProgress<TransferProgress>? progress,
        StallTimer stall
    )
    {
        long offset = 0;
        while (blob.Size > settings.UploadChunk && offset < blob.Size)
        {
            var (start, length) = (offset, Math.Min(settings.UploadChunk, blob.Size - offset));
            var location = session;
            using var response = await connection
                .SendAsync(
                    action,
                    PushScope,
                    _ => Request(HttpMethod.Patch, location, start, length, ranged: true),
                    stall
                )
                .ConfigureAwait(false);
            session = Location(response);
            offset += length;
        }
        var end = RegistryConnection.WithQuery(session, [new("digest", blob.Digest.ToString())]);
        using var finished = await connection
            .SendAsync(
                action,
                PushScope,
                _ => Request(HttpMethod.Put, end, offset, blob.Size - offset, ranged: false),
                stall
            )
            .ConfigureAwait(false);

        HttpRequestMessage Request(HttpMethod method, Uri uri, long start, long length, bool ranged)
        {
            var meter = new Meter(blob, progress, stall);
            var body = new BlobContent(from, blob.Digest, start, length, sent => meter.Set(start + sent));
            body.Headers.ContentType = new MediaTypeHeaderValue(Bytes);
            if (ranged)
            {
                // distribution-spec: “START-END”, without the unit that HTTP's own header has.
                body.Headers.TryAddWithoutValidation("Content-Range", $"{start}-{start + length - 1}");
            }
            return new HttpRequestMessage(method, uri) { Content = body };
        }
    }

    private Uri Location(HttpResponseMessage response) =>
        response.Headers.Location is { } location
            ? new Uri(response.RequestMessage!.RequestUri!, location)
            : throw new OciException(
                OciDiagnostics.RegistryFailed(
                    reference.Registry,
                    "take an upload",
                    "its answer has no `Location`"
                )
            );

    private async Task<byte[]> ReadDocumentAsync(HttpResponseMessage response, StallTimer stall)
    {
        var limit = BlobStore.LargestDocument;
        await using var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false)) > 0)
        {
            stall.Touch();
            content.Write(buffer, 0, read);
            if (content.Length > limit)
            {
                throw new OciException(
                    OciDiagnostics.DocumentInvalid(
                        $"manifest `{reference.Familiar}`",
                        "it is larger than 4 MiB"
                    )
                );
            }
        }
        return content.ToArray();
    }

    private HttpRequestMessage ManifestRequest(Uri root, string target)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, $"{name}/manifests/{target}"));
        foreach (
            var mediaType in (string[])
                [
                    MediaTypes.Index,
                    MediaTypes.Manifest,
                    MediaTypes.DockerManifestList,
                    MediaTypes.DockerManifest,
                ]
        )
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        }
        return request;
    }

    private Uri BlobUri(Uri root, Digest digest) => new(root, $"{name}/blobs/{digest}");

    private Uri UploadsUri(Uri root) => new(root, $"{name}/blobs/uploads/");

    /// <summary>Tells of a blob's way, and the timer that it goes on.</summary>
    private sealed class Meter(Descriptor blob, IProgress<TransferProgress>? progress, StallTimer stall)
        : IProgress<long>
    {
        private long done;

        public void Report(long value) => Set(done + value);

        public void Set(long total)
        {
            done = total;
            stall.Touch();
            progress?.Report(new TransferProgress(blob, TransferState.Moving, total));
        }
    }
}
