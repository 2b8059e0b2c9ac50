using System.Collections.Immutable;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// A program of ours as it is brought to other machines: its files in an archive, kept there under their
/// digest.
/// </summary>
internal sealed class RemoteProgram
{
    /// <summary>Where machines keep programs, as their shell reads it.</summary>
    private const string DefaultFolder = "${XDG_CACHE_HOME:-$HOME/.cache}/bunraku/programs";

    /// <summary>Programs of other versions that no run used for so long are removed.</summary>
    private const int DaysKept = 30;

    /// <summary>
    /// What a shell calls the folder of a program, a digest: nothing else is removed, for the folder around
    /// it may be anyone's.
    /// </summary>
    private static readonly string AnyDigest =
        string.Concat(Enumerable.Repeat("[0-9a-f]", 2 * SHA256.HashSizeInBytes)) + "*";

    private readonly string folder;
    private readonly Lazy<byte[]> archive;
    private readonly string digest;
    private readonly string? architecture;

    /// <param name="given">A program to bring instead of this one.</param>
    /// <param name="folder">Where machines keep it, if not in their cache.</param>
    public RemoteProgram(string? given, string? folder)
    {
        var files = given is null ? Files() : [Path.GetFullPath(given)];
        if (given is not null && !File.Exists(given))
        {
            throw new DiagnosticException(CliDiagnostics.NoSuchFile(given));
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }
        digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        architecture = ElfArchitecture.Of(given ?? Environment.ProcessPath!);
        archive = new Lazy<byte[]>(() => Archive(files));
        this.folder = folder is null ? DefaultFolder : EscapedInQuotes(folder);
    }

    /// <summary>Brings the program to a machine that lacks it; how it is called there.</summary>
    /// <exception cref="DiagnosticException">The machine is of another kind, or cannot hold it.</exception>
    public string InstallOn(RemoteHost host)
    {
        var state = host.Ask(
            $"uname -sm; p=\"{folder}\"; d=\"$p/{digest}\"; "
                + "if [ -f \"$d/bunraku\" ]; then touch \"$d\"; echo there; else echo missing; fi; echo \"$d\""
        );
        if (state.Split('\n', StringSplitOptions.RemoveEmptyEntries) is not [var kind, var found, var path])
        {
            throw new DiagnosticException(CliDiagnostics.TargetFailed(host.Name, "its shell says too much"));
        }
        if (architecture is not null && kind != "Linux " + architecture)
        {
            throw new DiagnosticException(
                CliDiagnostics.TargetArchitecture(host.Name, kind, "Linux " + architecture)
            );
        }
        if (found == "missing")
        {
            Bring(host);
        }
        return ShellWord.Quote(path + "/bunraku");
    }

    private void Bring(RemoteHost host)
    {
        // Another run may bring it at the same time: whoever is first gives the folder its name. What was
        // brought in part is removed, however it ended.
        var told = host.Ask(
            $"p=\"{folder}\"; d=\"$p/{digest}\"; n=\"$d.$$\"; trap 'rm -rf \"$n\"' EXIT; "
                + "(mkdir -p \"$n\" && tar -xf - -C \"$n\" "
                + "&& { mv -T \"$n\" \"$d\" 2>/dev/null || [ -f \"$d/bunraku\" ]; } && echo brought) 2>&1; "
                + $"find \"$p\" -mindepth 1 -maxdepth 1 -type d -name '{AnyDigest}' "
                + $"-mtime +{DaysKept} -exec rm -rf {{}} + 2>/dev/null; true",
            archive.Value
        );
        var lines = told.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.LastOrDefault() != "brought")
        {
            throw new DiagnosticException(
                CliDiagnostics.TargetFolder(
                    host.Name,
                    lines.FirstOrDefault(line =>
                        line.EndsWith("No space left on device", StringComparison.Ordinal)
                    )
                        ?? lines.FirstOrDefault()
                        ?? "it said nothing"
                )
            );
        }
    }

    /// <summary>A path as it is, between double quotes; a tilde at its start is a shell's business.</summary>
    private static string EscapedInQuotes(string path)
    {
        var text = new StringBuilder();
        foreach (var letter in path)
        {
            text.Append(letter is '"' or '$' or '`' or '\\' ? "\\" : "").Append(letter);
        }
        return text.ToString();
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
