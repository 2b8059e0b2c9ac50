using System.Net;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// What <c>http://</c> and <c>https://</c> name, beside the files that others serve. A file is fetched
/// once, when its bytes are first asked for.
/// </summary>
/// <param name="others">Who serves everything else.</param>
public sealed class WebFileSources(FileSources others, HttpClient client) : FileSources
{
    private readonly Dictionary<string, FileSource?> known = [];

    public override string Environment => others.Environment;

    public override FileSource? Find(string uri)
    {
        if (
            !uri.StartsWith("http://", StringComparison.Ordinal)
            && !uri.StartsWith("https://", StringComparison.Ordinal)
        )
        {
            return others.Find(uri);
        }
        lock (known)
        {
            if (known.TryGetValue(uri, out var before))
            {
                return before;
            }
        }
        var source = Fetch(uri);
        lock (known)
        {
            known[uri] = source;
        }
        return source;
    }

    private WebFile? Fetch(string uri)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                return null;
            }
            if (!response.IsSuccessStatusCode)
            {
                throw new HostException(
                    $"Error {(int)response.StatusCode} on SERVER: {response.ReasonPhrase} - {uri}"
                );
            }
            using var body = response.Content.ReadAsStream();
            using var bytes = new MemoryStream();
            body.CopyTo(bytes);
            return new WebFile(bytes.ToArray(), response.Content.Headers.LastModified);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or UriFormatException)
        {
            throw new HostException($"Request to {uri} failed: {failure.Message}", failure);
        }
        catch (OperationCanceledException late)
        {
            throw new HostException($"Request to {uri} timed out", late);
        }
    }

    private sealed class WebFile(byte[] bytes, DateTimeOffset? modified) : FileSource
    {
        public override FileKind Kind => FileKind.File;

        public override int Permissions => 0b110_100_100;

        public override string LinkTarget => "";

        public override long Size => bytes.Length;

        public override UnixTime? Modified =>
            modified is { } time ? new UnixTime(time.ToUnixTimeSeconds()) : null;

        public override IReadOnlyList<KeyValuePair<string, FileSource>> Children => [];

        public override Stream Open() => new MemoryStream(bytes, writable: false);
    }
}
