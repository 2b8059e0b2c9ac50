namespace Bunraku.Unix;

/// <summary>A name in a directory and what it names, links not followed.</summary>
/// <param name="Path">The path inside the root, starting with <c>/</c>.</param>
public sealed record DirectoryEntry(string Path, FileStatus Status)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
