using System.Security.Cryptography;
using System.Text;

namespace Bunraku.Modules;

/// <summary>
/// The digest of a directory: names, kinds, executable bits and contents, whatever the times and owners.
/// </summary>
internal static class TreeDigest
{
    public static string Of(string directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(new DirectoryInfo(directory), "", hash);
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(DirectoryInfo directory, string prefix, IncrementalHash hash)
    {
        foreach (
            var entry in directory.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal)
        )
        {
            var name = prefix + entry.Name;
            if (entry.LinkTarget is { } target)
            {
                Line(hash, "link", name, target);
            }
            else if (entry is DirectoryInfo inner)
            {
                Line(hash, "directory", name, "");
                Add(inner, name + "/", hash);
            }
            else
            {
                var kind = (entry.UnixFileMode & UnixFileMode.UserExecute) != 0 ? "program" : "file";
                using var stream = File.OpenRead(entry.FullName);
                Line(hash, kind, name, Convert.ToHexStringLower(SHA256.HashData(stream)));
            }
        }
    }

    private static void Line(IncrementalHash hash, string kind, string name, string content) =>
        hash.AppendData(Encoding.UTF8.GetBytes($"{kind}\0{name}\0{content}\n"));
}
