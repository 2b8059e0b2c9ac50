using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>The compiler's one door to the disk: it reads, and never writes.</summary>
public sealed class EnvironmentFiles
{
    /// <summary>Larger files are no manifests, templates or data.</summary>
    private const long LargestFileBytes = 64 << 20;

    /// <summary>
    /// As Ruby's patterns of paths find files: no hidden ones, and nothing below links, which might lead
    /// round in circles.
    /// </summary>
    private static readonly EnumerationOptions Visible = new();

    /// <summary>The text of a file, or null when there is none.</summary>
    public string? ReadText(string path) =>
        ReadBytes(path) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Code, and what is wrong with its bytes, if anything is; null when there is no file.</summary>
    public (SourceFile File, Diagnostic? Problem)? ReadCode(string path) =>
        ReadBytes(path) is { } bytes ? SourceBytes.Decode(path, bytes) : null;

    public byte[]? ReadBytes(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }
        if (file.Length > LargestFileBytes)
        {
            throw new IOException($"{path} is larger than {LargestFileBytes >> 20} MiB");
        }
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            // A link that leads nowhere.
            return null;
        }
    }

    public bool FileExists(string path) => File.Exists(path);

    /// <summary>Whether a file has no bytes, as far as can be seen without opening it.</summary>
    public bool IsEmpty(string path) => new FileInfo(path) is { Exists: true, Length: 0 };

    public bool DirectoryExists(string path) => Directory.Exists(path);

    /// <summary>The visible files below a directory that have an extension, in ordinal order.</summary>
    public IReadOnlyList<string> FilesBelow(string directory, string extension) =>
        Directory.Exists(directory)
            ? [.. Below(directory, "*" + extension).Order(StringComparer.Ordinal)]
            : [];

    private static IEnumerable<string> Below(string directory, string pattern) =>
        Directory
            .EnumerateFiles(directory, pattern, Visible)
            .Concat(
                new DirectoryInfo(directory)
                    .EnumerateDirectories("*", Visible)
                    .Where(below => below.LinkTarget is null)
                    .SelectMany(below => Below(Path.Combine(directory, below.Name), pattern))
            );

    /// <summary>The files in a directory whose names end with an extension, in ordinal order.</summary>
    public IReadOnlyList<string> FilesIn(string directory, string extension) =>
        Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory, "*" + extension).Order(StringComparer.Ordinal)]
            : [];

    public IReadOnlyList<string> DirectoriesIn(string directory) =>
        Directory.Exists(directory)
            ? [.. Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal)]
            : [];
}
