using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Finds what the attribute <c>source</c> names: a path of the host itself, or a URI that is served.
/// </summary>
internal static class FileSourceLookup
{
    private const string FileScheme = "file://";

    /// <summary>The first source that exists; without any the resource fails.</summary>
    public static FileSource Find(Host host, Resource resource)
    {
        var uris = Uris(resource);
        var follows = resource.Text("links") == "follow";
        return uris.Select(uri => Find(host, uri, follows)).FirstOrDefault(source => source is not null)
            ?? throw new HostException(
                $"Could not retrieve information from environment {host.Sources.Environment} "
                    + $"source(s) {string.Join(", ", uris.Select(Shown))}"
            );
    }

    /// <summary>The resource without sources where there is none of them, which its own turn tells.</summary>
    public static Resource WithWhatExists(Host host, Resource resource)
    {
        var uris = Uris(resource);
        var follows = resource.Text("links") == "follow";
        return uris.Count == 0 || uris.Any(uri => Find(host, uri, follows) is not null)
            ? resource
            : resource with
            {
                Parameters = resource.Parameters.RemoveAll(p => p.Key == "source"),
            };
    }

    public static IReadOnlyList<string> Uris(Resource resource) =>
        resource["source"] switch
        {
            ArrayValue sources => [.. sources.Items.Select(source => source.ToString())],
            SensitiveValue secret => [secret.Inner.ToString()],
            null => [],
            var source => [source.ToString()],
        };

    /// <summary>A path as the URI that the reference makes of it.</summary>
    private static string Shown(string uri) =>
        FilePath.IsAbsolute(uri)
            ? FileScheme + string.Join('/', uri.Split('/').Select(Uri.EscapeDataString))
            : uri;

    /// <param name="followsLinks">Whether a link stands for what it leads to.</param>
    public static FileSource? Find(Host host, string uri, bool followsLinks)
    {
        var path = LocalPath(uri) ?? uri;
        return FilePath.IsAbsolute(path) ? HostFile.Find(host, path, followsLinks) : host.Sources.Find(uri);
    }

    /// <summary>
    /// The path of <c>file:/x</c> and <c>file://localhost/x</c> as it is written; null for anything else.
    /// </summary>
    private static string? LocalPath(string uri)
    {
        const string Scheme = "file:";
        if (!uri.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var rest = uri[Scheme.Length..];
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            rest = rest.IndexOf('/', 2) is > 0 and var path ? rest[path..] : "";
        }
        return rest;
    }

    /// <summary>A file of the host itself.</summary>
    private sealed class HostFile(Host host, string path, FileStatus status) : FileSource
    {
        public override FileKind Kind => status.Kind;

        public override int Permissions => status.Permissions;

        public override (int Uid, int Gid)? Owner => (status.Uid, status.Gid);

        public override long Size => status.Size;

        public override UnixTime? Modified => status.Modified;

        public override string LinkTarget => host.ReadLink(path);

        public override IReadOnlyList<KeyValuePair<string, FileSource>> Children =>
            [
                .. host.List(path)
                    .Select(entry =>
                        KeyValuePair.Create<string, FileSource>(
                            entry.Name,
                            new HostFile(host, entry.Path, entry.Status)
                        )
                    ),
            ];

        public static HostFile? Find(Host host, string path, bool followsLinks) =>
            (followsLinks ? host.Status(path) : host.LinkStatus(path)) is { } status
                ? new HostFile(host, path, status)
                : null;

        public override Stream Open() => host.OpenRead(path);
    }
}
