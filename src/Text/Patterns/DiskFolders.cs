namespace Bunraku.Text;

/// <summary>The folders of the machine itself.</summary>
public sealed class DiskFolders : IFolders
{
    public static readonly DiskFolders Instance = new();

    public IEnumerable<string> NamesIn(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(entry => entry.Name)]
                : [];
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }

    public bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    public bool IsFolder(string path, bool followsLinks) =>
        Directory.Exists(path) && (followsLinks || new DirectoryInfo(path).LinkTarget is null);
}
