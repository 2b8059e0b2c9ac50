using System.Globalization;
using System.Text;
using Bunraku.Apply;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Images.Tests;

/// <summary>What lies in a folder, a line each: name, permissions, owner, content.</summary>
internal static class RunTree
{
    public static string Print(string folder)
    {
        using var root = RootDirectory.Open(folder);
        using var here = RootDirectory.Open("/");
        var self = here.Status("/proc/self")!.Value;
        var text = new StringBuilder();
        foreach (var entry in root.Walk().OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            var status = entry.Status;
            var mode = status.Kind == FileKind.Symlink ? "link" : FilePermissions.Octal(status.Permissions);
            string[] owner = [Owner(status.Uid, self.Uid), Owner(status.Gid, self.Gid)];
            text.Append(entry.Path.TrimStart('/')).Append(' ').Append(mode).Append(' ');
            text.AppendJoin(':', owner.Distinct()).Append(' ').Append(What(root, entry)).Append('\n');
        }
        return text.ToString().Replace(folder, "%{root}", StringComparison.Ordinal);
    }

    private static string Owner(int id, int own) =>
        id == own ? "own" : id.ToString(CultureInfo.InvariantCulture);

    private static string What(RootDirectory root, DirectoryEntry entry)
    {
        switch (entry.Status.Kind)
        {
            case FileKind.Symlink:
                return "-> " + root.ReadLink(entry.Path);
            case FileKind.File:
                using (var reader = new StreamReader(root.OpenRead(entry.Path)))
                {
                    return JsonText.Write(reader.ReadToEnd());
                }
            default:
                return entry.Status.Kind.ToString().ToLowerInvariant();
        }
    }
}
