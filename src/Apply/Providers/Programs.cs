using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>The programs of a host by their names, in the folders where they are looked for.</summary>
internal static class Programs
{
    private const int AnyExecute = 0b001_001_001;

    /// <summary>The path of the first of several names that the host has; null when it has none.</summary>
    public static string? Find(Host host, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var folder in Folders(host))
            {
                var path = Model.FilePath.Join(folder, name);
                if (host.Status(path) is { Kind: FileKind.File } file && (file.Permissions & AnyExecute) != 0)
                {
                    return path;
                }
            }
        }
        return null;
    }

    private static ImmutableArray<string> Folders(Host host) =>
        [
            .. (
                host.ProcessEnvironment.LastOrDefault(pair => pair.Key == "PATH").Value
                ?? ProcessEnvironments.SearchPath
            ).Split(':', StringSplitOptions.RemoveEmptyEntries),
            "/usr/libexec",
            "/usr/local/libexec",
        ];
}
