using System.Security.Cryptography;
using System.Text;

namespace Bunraku.Apply;

/// <summary>
/// The local filebucket: contents by their digest, each with the paths they were found at, in the
/// reference's layout (<c>3/b/9/f/c/c/b/b/3b9f…/contents</c> and <c>/paths</c>).
/// </summary>
internal static class FileBucket
{
    private const int LevelCount = 8;
    private const int Contents = 0b100_100_000;
    private const int Paths = 0b110_100_000;

    /// <summary>The machine's own bucket is a setting's folder, others are made like their entries.</summary>
    private const int TopDirectory = 0b111_101_000;
    private const int OwnDirectory = 0b111_111_000;

    /// <summary>Keeps what a file had before a run, in the bucket of the machine.</summary>
    public static void KeepOnce(Host host, string path)
    {
        if (host.Bucket is { } folder && host.IsFirstTime("kept " + path))
        {
            Keep(host, path, folder);
        }
    }

    public static string? Keep(Host host, string path, string folder)
    {
        if (host.Status(path) is not { Kind: Unix.FileKind.File })
        {
            return null;
        }
        using var stream = host.OpenRead(path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(stream));
        var entry = FolderOf(folder, digest);
        host.CreateDirectories(Model.FilePath.Parent(folder));
        host.CreateDirectories(folder, folder == host.Bucket ? TopDirectory : OwnDirectory);
        host.CreateDirectories(entry, OwnDirectory);
        if (!host.Exists(entry + "/contents"))
        {
            using var again = host.OpenRead(path);
            host.WriteFile(entry + "/contents", new FileWrite(again.CopyTo) { Permissions = Contents });
        }
        var paths = host.ReadText(entry + "/paths") ?? "";
        if (!paths.Split('\n').Contains(path))
        {
            host.WriteFile(
                entry + "/paths",
                FileWrite.Of(Encoding.UTF8.GetBytes(paths + path + "\n")) with
                {
                    Permissions = Paths,
                }
            );
        }
        return digest;
    }

    /// <summary>Opens what the bucket of a machine keeps under a digest; null when it has none.</summary>
    public static Stream? Open(Host host, string digest)
    {
        var file =
            host.Bucket is { } folder && digest.Length > LevelCount
                ? FolderOf(folder, digest) + "/contents"
                : null;
        return file is not null && host.Exists(file) ? host.OpenRead(file) : null;
    }

    private static string FolderOf(string folder, string digest) =>
        $"{folder}/{string.Join('/', digest[..LevelCount].ToCharArray())}/{digest}";
}
