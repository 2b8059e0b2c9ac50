using System.Collections.Immutable;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Bunraku.Text;

namespace Bunraku.Modules;

/// <summary>A release that the Forge has.</summary>
public sealed record ForgeRelease(ModuleName Name, SemanticVersion Version, string Url, string? Sha256);

/// <summary>Speaks the Forge's API, version 3.</summary>
internal sealed class ForgeClient(Uri address, HttpClient client)
{
    private const int MostPages = 50;
    private const long LargestReleaseBytes = 256 << 20;

    /// <summary>All releases of a module that were not withdrawn.</summary>
    public ImmutableArray<ForgeRelease> Releases(ModuleName name)
    {
        var releases = ImmutableArray.CreateBuilder<ForgeRelease>();
        var next =
            $"/v3/releases?module={name.Slug}&limit=100&exclude_fields=readme%20changelog%20license%20reference";
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var uri = new Uri(address, next);
            var result = JsonReader.Read(new SourceFile(uri.ToString(), GetText(uri)));
            foreach (var item in JsonTable.Items(result.Tree, "results"))
            {
                if (
                    JsonTable.Find(item, "deleted_at") is null or ScalarTree { Value: null }
                    && SemanticVersion.Parse(JsonTable.Text(item, "version") ?? "") is { } version
                    && JsonTable.Text(item, "file_uri") is { } file
                )
                {
                    releases.Add(
                        new(
                            name,
                            version,
                            new Uri(address, file).ToString(),
                            JsonTable.Text(item, "file_sha256")
                        )
                    );
                }
            }
            next = JsonTable.Text(JsonTable.Find(result.Tree, "pagination"), "next");
        }
        return releases.ToImmutable();
    }

    /// <summary>
    /// Downloads a release and unpacks it into an empty directory; returns the digest of what came.
    /// </summary>
    public string Download(string url, string? sha256, string target)
    {
        var archive = target.TrimEnd('/') + ".tar.gz";
        try
        {
            using (var content = Get(new Uri(url)).Content.ReadAsStream())
            using (var file = new FileStream(archive, FileMode.Create))
            {
                CopyLimited(content, file);
            }
            using var stream = File.OpenRead(archive);
            var digest = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (sha256 is not null && !digest.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new DigestMismatchException(sha256, digest);
            }
            stream.Position = 0;
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
            ArchiveReader.Extract(unpacked, target, skipFirst: true);
            return digest;
        }
        catch (Exception failure) when (failure is InvalidDataException or HttpRequestException)
        {
            throw new ModulesException($"{url}: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static void CopyLimited(Stream from, Stream to)
    {
        var buffer = new byte[81920];
        var total = 0L;
        for (int read; (read = from.Read(buffer)) > 0; )
        {
            total += read;
            if (total > LargestReleaseBytes)
            {
                throw new ModulesException($"the release is larger than {LargestReleaseBytes >> 20} MiB");
            }
            to.Write(buffer, 0, read);
        }
    }

    private string GetText(Uri uri)
    {
        using var response = Get(uri);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private HttpResponseMessage Get(Uri uri)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => response,
                HttpStatusCode.NotFound => throw new ModulesException($"{address.Host} does not have it"),
                var code => throw new ModulesException($"{uri} answered {(int)code}"),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            throw new ModulesException($"{uri.Host} cannot be reached: {failure.Message}", failure);
        }
    }
}

/// <summary>What came is not what was promised.</summary>
internal sealed class DigestMismatchException(string wanted, string got) : Exception
{
    public string Wanted => wanted;

    public string Got => got;
}
