using Bunraku.Tests;

namespace Bunraku.House.Tests;

/// <summary>The repository's own files, as the house tests look at them.</summary>
internal static class SourceTree
{
    public static string Root => CaseFile.Root;

    public static IEnumerable<string> Files(string folder, string pattern) =>
        new DirectoryInfo(Path.Combine(Root, folder)) is { Exists: true } directory
            ? Files(directory, pattern)
            : [];

    /// <summary>Fails with every finding on a line of its own.</summary>
    public static void ExpectNone(IEnumerable<string> findings)
    {
        var found = findings.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static IEnumerable<string> Files(DirectoryInfo directory, string pattern) =>
        Directory
            .EnumerateFiles(directory.FullName, pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path);
}
