using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The shell's command that unpacks an archive, by the end of its name.</summary>
internal static class ArchiveCommand
{
    public static string Of(Resource desired, string path)
    {
        var quoted = Quote(path);
        if (desired.Text("extract_command") is { } own)
        {
            return own.Contains("%s", StringComparison.Ordinal)
                ? own.Replace("%s", quoted, StringComparison.Ordinal)
                : $"{own} {Flags(desired, "", "")} {quoted}";
        }
        return path switch
        {
            _ when HasEnd(path, ".tar") => $"tar {Flags(desired, "xf", "tar")} {quoted}",
            _ when HasEnd(path, ".tgz", ".tar.gz") => $"tar {Flags(desired, "xzf", "tar")} {quoted}",
            _ when HasEnd(path, ".tbz", ".tar.bz2") => $"tar {Flags(desired, "xjf", "tar")} {quoted}",
            _ when HasEnd(path, ".txz", ".tar.xz") =>
                $"unxz {Flags(desired, "-dc", "unxz")} {quoted} | tar {Flags(desired, "xf", "tar")} -",
            _ when HasEnd(path, ".gz") => $"gunzip {Flags(desired, "-d", "gunzip")} {quoted}",
            _ when HasEnd(path, ".zip", ".war", ".jar") => $"unzip {Flags(desired, "-o", "zip")} {quoted}",
            _ => throw new HostException($"Unknown filetype: {path}"),
        };
    }

    private static bool HasEnd(string path, params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (path.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private static string Flags(Resource desired, string usual, string program) =>
        desired["extract_flags"] switch
        {
            null or StringValue { Text: "undef" } => usual,
            HashValue flags => flags
                .Pairs.FirstOrDefault(pair => pair.Key.ToString() == program)
                .Value?.ToString()
                ?? "",
            var flags => flags.ToString(),
        };

    private static string Quote(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+:@%,".Contains(c))
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
