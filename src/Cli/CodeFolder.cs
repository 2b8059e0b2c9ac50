using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>
/// Finds the files that a command is to read: those named, and those below the folders named.
/// </summary>
internal static class CodeFolder
{
    private static readonly EnumerationOptions VisibleOnly = new();

    /// <summary>
    /// The paths as given, folders replaced by what is below them and wanted, each folder's in ordinal order.
    /// Hidden folders are passed over. What is missing is told by whoever reads it.
    /// </summary>
    public static ImmutableArray<string> Expand(IEnumerable<string> paths, Func<string, bool> isWanted)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                found.AddRange(Below(path, isWanted).Order(StringComparer.Ordinal));
            }
            else
            {
                found.Add(path);
            }
        }
        return found.ToImmutable();
    }

    private static IEnumerable<string> Below(string folder, Func<string, bool> isWanted)
    {
        var root = new DirectoryInfo(folder);
        var truth = (root.ResolveLinkTarget(returnFinalTarget: true) ?? root).FullName.TrimEnd('/');
        return Below(folder, [truth])
            .Select(path => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path)
            .Where(path => isWanted(path) && !IsSpecial(path) && !CodeFile.IsSecurityPolicy(path));
    }

    /// <summary>Whether it is a pipe, a socket or a device: reading it might never end.</summary>
    private static bool IsSpecial(string path)
    {
        using var root = RootDirectory.Open("/");
        return root.Status(Path.GetFullPath(path))?.Kind
            is FileKind.Fifo
                or FileKind.Socket
                or FileKind.CharacterDevice
                or FileKind.BlockDevice;
    }

    /// <param name="visited">
    /// Folders by their true paths: what links lead to is not read when it lies in one of them, so that
    /// nothing is read twice and nothing leads round in circles.
    /// </param>
    private static IEnumerable<string> Below(string folder, List<string> visited)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", VisibleOnly))
        {
            yield return path;
        }
        foreach (var path in Directory.EnumerateDirectories(folder, "*", VisibleOnly))
        {
            if (new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target)
            {
                if (visited.Exists(known => (target + "/").StartsWith(known + "/", StringComparison.Ordinal)))
                {
                    continue;
                }
                visited.Add(target);
            }
            foreach (var below in Below(path, visited))
            {
                yield return below;
            }
        }
    }
}
