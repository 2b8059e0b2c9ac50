using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The key that the attribute <c>source</c> of an <c>apt_key</c> names.</summary>
internal static class AptKeySource
{
    public static byte[] Read(Host host, Resource desired, string source)
    {
        if (FilePath.IsAbsolute(source))
        {
            return host.ReadBytes(source) ?? throw new HostException($"The file {source} does not exist");
        }
        var isWeak = desired.Text("weak_ssl") == "true";
        if (!isWeak && source.StartsWith("http", StringComparison.Ordinal) && !source.Contains('@'))
        {
            using var stream = (
                host.Sources.Find(source) ?? throw new HostException($"404 Not Found for {source}")
            ).Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        // Other schemes, accounts and doubtful certificates are a program's business.
        var result = host.Query(
            HostTool.Request(
                host,
                isWeak
                    ? ["curl", "--silent", "--show-error", "--fail", "--location", "--insecure", source]
                    : ["curl", "--silent", "--show-error", "--fail", "--location", source]
            ) with
            {
                MergesOutput = false,
            }
        );
        return result.Succeeded
            ? Unix.UnixText.Encode(result.Output)
            : throw new HostException($"{result.Error.TrimEnd()} for {source}");
    }
}
