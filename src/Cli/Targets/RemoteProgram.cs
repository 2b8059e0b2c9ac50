using System.Collections.Immutable;
using System.Formats.Tar;
using System.Security.Cryptography;

namespace Bunraku.Cli;

/// <summary>
/// This program as it is brought to other machines: its files in an archive, kept there under their digest.
/// </summary>
internal sealed class RemoteProgram
{
    private readonly Lazy<byte[]> archive;

    private RemoteProgram(string digest, Lazy<byte[]> archive)
    {
        Digest = digest;
        this.archive = archive;
    }

    public string Digest { get; }

    /// <summary>The native program is one file; the managed one is all that lies beside it.</summary>
    public static RemoteProgram OfThisProcess()
    {
        var files = Files();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }
        return new RemoteProgram(
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            new Lazy<byte[]>(() => Archive(files))
        );
    }

    /// <summary>Brings the program to a machine that lacks it; how it is called there.</summary>
    public string InstallOn(RemoteHost host)
    {
        var folder = $"${{XDG_CACHE_HOME:-$HOME/.cache}}/bunraku/programs/{Digest}";
        var state = host.Ask($"d=\"{folder}\"; if [ -x \"$d/bunraku\" ]; then echo there; fi; echo \"$d\"");
        var lines = state.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not ["there", _])
        {
            // Another run may bring it at the same time: whoever is first gives the folder its name.
            host.Ask(
                $"set -e; d=\"{folder}\"; mkdir -p \"$d.$$\"; tar -xf - -C \"$d.$$\"; "
                    + "mv -T \"$d.$$\" \"$d\" 2>/dev/null || rm -rf \"$d.$$\"",
                archive.Value
            );
        }
        return $"'{lines[^1].Replace("'", "'\\''", StringComparison.Ordinal)}/bunraku'";
    }

    private static ImmutableArray<string> Files()
    {
        var folder = AppContext.BaseDirectory;
        var isManaged =
            File.Exists(Path.Combine(folder, "bunraku.dll"))
            || Directory.EnumerateFiles(folder, "*.runtimeconfig.json").Any();
        return isManaged
            ?
            [
                .. Directory
                    .EnumerateFiles(folder)
                    .Where(file => !file.EndsWith(".pdb", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ]
            : [Environment.ProcessPath!];
    }

    private static byte[] Archive(ImmutableArray<string> files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var file in files)
            {
                var name = files.Length == 1 ? "bunraku" : Path.GetFileName(file);
                using var content = File.OpenRead(file);
                tar.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, name)
                    {
                        DataStream = content,
                        Mode =
                            UnixFileMode.UserRead
                            | UnixFileMode.UserWrite
                            | UnixFileMode.UserExecute
                            | UnixFileMode.GroupRead
                            | UnixFileMode.GroupExecute
                            | UnixFileMode.OtherRead
                            | UnixFileMode.OtherExecute,
                    }
                );
            }
        }
        return bytes.ToArray();
    }
}
