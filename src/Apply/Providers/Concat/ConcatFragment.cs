using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>A fragment of a file that is put together: where it goes and what it says.</summary>
internal sealed class ConcatFragment
{
    public ConcatFragment(Host host, Resource fragment, Resource file)
    {
        Name = fragment.Text("name") ?? fragment.Title;
        Order = fragment.Text("order") ?? "10";
        IsSecret = fragment["content"] is SensitiveValue;
        var content = fragment.Text("content") ?? Source(host, fragment);
        Content = file.Text("ensure_newline") == "true" && !content.EndsWith('\n') ? content + "\n" : content;
    }

    public string Name { get; }

    public string Order { get; }

    public string Content { get; }

    public bool IsSecret { get; }

    private static string Source(Host host, Resource fragment)
    {
        var uris = FileSourceLookup.Uris(fragment);
        var source =
            uris.Select(uri => FileSourceLookup.Find(host, uri, followsLinks: true))
                .FirstOrDefault(found => found is not null)
            ?? throw new HostException($"Could not retrieve source(s) {string.Join(", ", uris)}");
        using var stream = source.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return UnixText.Decode(bytes.ToArray());
    }
}
