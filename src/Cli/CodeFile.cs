using System.Collections.Immutable;
using System.Text;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>A file named on the command line and read, and what is wrong with its bytes.</summary>
internal sealed record CodeFile(SourceFile Source, Diagnostic? Problem)
{
    public const string StandardInput = "-";

    private const long LargestFileBytes = 64 << 20;

    public CodeFile(string name, string text)
        : this(new SourceFile(name, text), null) { }

    public bool IsTemplate => Source.Path.EndsWith(".epp", StringComparison.Ordinal);

    /// <summary>
    /// Reads files; no names, or the name <c>-</c>, mean standard input. Missing files are all told at once.
    /// </summary>
    public static ImmutableArray<CodeFile> ReadAll(IReadOnlyCollection<string> paths)
    {
        if (paths.Count == 0)
        {
            return [ReadInput()];
        }
        var missing = paths.Where(path => path != StandardInput && !File.Exists(path)).ToList();
        return missing.Count > 0
            ? throw new DiagnosticException([.. missing.Select(CliDiagnostics.NoSuchFile)])
            : [.. paths.Select(path => path == StandardInput ? ReadInput() : Read(path))];
    }

    /// <summary>A file, or what is wrong with it: others of the same command are still read.</summary>
    public static CodeFile Read(string path)
    {
        if (!File.Exists(path))
        {
            return Unusable(path, CliDiagnostics.NoSuchFile(path));
        }
        try
        {
            if (new FileInfo(path).Length > LargestFileBytes)
            {
                return Unusable(path, CliDiagnostics.FileTooLarge(path, LargestFileBytes >> 20));
            }
            var (file, wrong) = SourceBytes.Decode(path, File.ReadAllBytes(path));
            return new CodeFile(file, wrong);
        }
        catch (FileNotFoundException)
        {
            // A link that leads nowhere.
            return Unusable(path, CliDiagnostics.NoSuchFile(path));
        }
        catch (UnauthorizedAccessException)
        {
            return Unusable(path, CliDiagnostics.UnreadableFile(path, "permission denied"));
        }
        catch (IOException)
        {
            return Unusable(path, CliDiagnostics.UnreadableFile(path, "reading it failed"));
        }
    }

    private static CodeFile Unusable(string path, Diagnostic problem) =>
        new(new SourceFile(path, ""), problem);

    /// <summary>
    /// Writes a file's new text aside and then gives it the name: whoever looks sees the old text or the new.
    /// Owner and permissions stay; where the path is a link, the file it leads to is written.
    /// </summary>
    public static void Write(string path, string text)
    {
        var file = new FileInfo(path);
        var target = (file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName;
        using var root = RootDirectory.Open("/");
        var status = root.Status(target) ?? throw new FileNotFoundException(null, target);
        var isOwn = root.Status("/proc/self") is { } self && self.Uid == status.Uid && self.Gid == status.Gid;
        root.Replace(
            target,
            $".{Path.GetFileName(target)}.bunraku-{Environment.ProcessId}",
            status.Permissions,
            isOwn ? -1 : status.Uid,
            isOwn ? -1 : status.Gid,
            stream => stream.Write(Encoding.UTF8.GetBytes(text))
        );
    }

    /// <summary>
    /// SELinux has policy packages whose names end like a manifest's; their first bytes tell.
    /// </summary>
    public static bool IsSecurityPolicy(string path)
    {
        if (!path.EndsWith(".pp", StringComparison.Ordinal))
        {
            return false;
        }
        try
        {
            Span<byte> first = stackalloc byte[4];
            using var stream = File.OpenRead(path);
            return stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length
                && first.SequenceEqual<byte>([0x8f, 0xff, 0x7c, 0xf9]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Told by whoever reads it.
            return false;
        }
    }

    public static CodeFile ReadInput()
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        var (file, wrong) = SourceBytes.Decode("stdin", bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return new CodeFile(file, wrong);
    }
}
