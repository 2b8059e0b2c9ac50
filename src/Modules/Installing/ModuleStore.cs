namespace Bunraku.Modules;

/// <summary>
/// Module trees by their digest, shared by all sites of a machine. What is in it needs no network.
/// </summary>
internal sealed class ModuleStore(string cacheDirectory)
{
    private readonly string trees = Path.Combine(cacheDirectory, "modules");

    public bool Has(string digest) => Directory.Exists(PathOf(digest));

    /// <summary>Fills a new directory, takes it in under its digest, and returns the digest.</summary>
    public string Add(Action<string> fill)
    {
        Directory.CreateDirectory(trees);
        var temporary = Path.Combine(trees, $".new-{Guid.NewGuid():N}");
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            var digest = TreeDigest.Of(temporary);
            if (!Has(digest))
            {
                Directory.Move(temporary, PathOf(digest));
            }
            return digest;
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>Puts a copy of a tree at a path, in one step that is done or not done.</summary>
    public void CopyTo(string digest, string target)
    {
        var temporary = Path.Combine(
            Path.GetDirectoryName(target)!,
            $".new-{Path.GetFileName(target)}-{Guid.NewGuid():N}"
        );
        try
        {
            Copy(new DirectoryInfo(PathOf(digest)), temporary);
            ModuleDirectory.Replace(temporary, target);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private string PathOf(string digest) => Path.Combine(trees, digest.Replace(':', '-'));

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var path = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } target)
            {
                File.CreateSymbolicLink(path, target);
            }
            else if (entry is DirectoryInfo directory)
            {
                Copy(directory, path);
            }
            else
            {
                File.Copy(entry.FullName, path);
            }
        }
    }
}
