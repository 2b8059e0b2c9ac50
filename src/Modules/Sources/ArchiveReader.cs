using System.Formats.Tar;

namespace Bunraku.Modules;

/// <summary>
/// Unpacks tar streams of modules: plain files and directories, and links that stay inside.
/// </summary>
internal static class ArchiveReader
{
    private const long LargestArchiveBytes = 1L << 30;

    /// <param name="skipFirst">Whether everything lies in one directory that is left out (releases of the
    /// Forge).</param>
    public static void Extract(Stream stream, string target, bool skipFirst)
    {
        var root = Path.GetFullPath(target) + "/";
        var left = LargestArchiveBytes;
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
        {
            var name = entry.Name.TrimStart('.', '/').TrimEnd('/');
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            name = skipFirst
                ? slash < 0
                    ? ""
                    : name[(slash + 1)..]
                : name;
            if (name.Length == 0 || entry.EntryType is TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }
            var path = Path.GetFullPath(Path.Combine(root, name));
            if (!path.StartsWith(root, StringComparison.Ordinal))
            {
                throw new ModulesException($"the archive would write outside of the module: {entry.Name}");
            }
            left -= entry.Length;
            if (left < 0)
            {
                throw new ModulesException($"the archive is larger than {LargestArchiveBytes >> 30} GiB");
            }
            Write(entry, path, root);
        }
    }

    private static void Write(TarEntry entry, string path, string root)
    {
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(path);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using (var file = new FileStream(path, FileMode.Create))
                {
                    entry.DataStream?.CopyTo(file);
                }
                if ((entry.Mode & UnixFileMode.UserExecute) != 0 && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
                }
                break;
            case TarEntryType.SymbolicLink:
                var goal = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, entry.LinkName));
                if (!goal.StartsWith(root, StringComparison.Ordinal))
                {
                    throw new ModulesException($"the archive has a link that leads outside: {entry.Name}");
                }
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.CreateSymbolicLink(path, entry.LinkName);
                break;
            default:
                throw new ModulesException($"the archive has something that no module needs: {entry.Name}");
        }
    }
}
