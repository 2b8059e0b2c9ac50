using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>Finds the files that a command is to read: those named, and those below the folders named.</summary>
internal static class CodeFolder
{
    private static readonly EnumerationOptions VisibleOnly = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>
    /// The paths as given, folders replaced by what is below them and wanted, each folder's in ordinal order.
    /// Hidden folders are passed over.
    /// </summary>
    public static ImmutableArray<string> Expand(IEnumerable<string> paths, Func<string, bool> isWanted)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var missing = new List<Diagnostic>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                found.AddRange(Below(path, isWanted).Order(StringComparer.Ordinal));
            }
            else if (path == CodeFile.StandardInput || File.Exists(path))
            {
                found.Add(path);
            }
            else
            {
                missing.Add(CliDiagnostics.NoSuchFile(path));
            }
        }
        return missing.Count == 0 ? found.ToImmutable() : throw new DiagnosticException([.. missing]);
    }

    private static IEnumerable<string> Below(string folder, Func<string, bool> isWanted) =>
        Below(folder, [Path.GetFullPath(folder)])
            .Select(path => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path)
            .Where(isWanted);

    /// <param name="visited">Folders by their true paths: a link must not lead round in circles.</param>
    private static IEnumerable<string> Below(string folder, HashSet<string> visited)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", VisibleOnly))
        {
            yield return path;
        }
        foreach (var path in Directory.EnumerateDirectories(folder, "*", VisibleOnly))
        {
            var target = new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
            if (target is not null && !visited.Add(target))
            {
                continue;
            }
            foreach (var below in Below(path, visited))
            {
                yield return below;
            }
        }
    }
}
