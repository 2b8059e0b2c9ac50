using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>The compiler's one door to the disk: it reads, and never writes.</summary>
public sealed class EnvironmentFiles
{
    /// <summary>Larger files are no manifests, templates or data.</summary>
    private const long LargestFileBytes = 64 << 20;

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
        return file.Length <= LargestFileBytes
            ? File.ReadAllBytes(path)
            : throw new IOException($"{path} is larger than {LargestFileBytes >> 20} MiB");
    }

    public bool FileExists(string path) => File.Exists(path);

    public bool DirectoryExists(string path) => Directory.Exists(path);

    /// <summary>The files below a directory whose names end with an extension, in ordinal order.</summary>
    public IReadOnlyList<string> FilesBelow(string directory, string extension) =>
        Directory.Exists(directory)
            ?
            [
                .. Directory
                    .EnumerateFiles(directory, "*" + extension, SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

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
