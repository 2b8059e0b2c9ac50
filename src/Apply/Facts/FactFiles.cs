using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Reading what a kernel or a program left in files, for facts: what cannot be read says nothing.
/// </summary>
internal static class FactFiles
{
    /// <summary>The text of a file, or null when it is missing or not for us.</summary>
    public static string? Try(this Host host, string path)
    {
        try
        {
            return host.ReadText(path);
        }
        catch (Exception failure) when (failure is HostException or IOException)
        {
            return null;
        }
    }

    /// <summary>The text without the white space around it, or null when nothing is left.</summary>
    public static string? TryLine(this Host host, string path) =>
        host.Try(path)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>What a directory holds, or nothing.</summary>
    public static IEnumerable<string> TryNames(this Host host, string path)
    {
        try
        {
            return host.Status(path) is { Kind: FileKind.Directory }
                ? host.List(path).Select(entry => entry.Name)
                : [];
        }
        catch (Exception failure) when (failure is HostException or IOException)
        {
            return [];
        }
    }

    public static bool TryExists(this Host host, string path)
    {
        try
        {
            return host.Exists(path);
        }
        catch (Exception failure) when (failure is HostException or IOException)
        {
            return false;
        }
    }

    /// <summary>Where a link leads to, or null.</summary>
    public static string? TryLink(this Host host, string path)
    {
        try
        {
            return host.LinkStatus(path) is { Kind: FileKind.Symlink } ? host.ReadLink(path) : null;
        }
        catch (Exception failure) when (failure is HostException or IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Where the host finds a program, or null: the search path, then the directories of root's.
    /// </summary>
    public static string? Which(this Host host, string program)
    {
        var path = host.ProcessEnvironment.LastOrDefault(pair => pair.Key == "PATH").Value ?? "";
        return path.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Append("/sbin")
            .Append("/usr/sbin")
            .Select(directory => Model.FilePath.Join(directory, program))
            .FirstOrDefault(file => IsProgram(host, file));
    }

    public static bool IsProgram(Host host, string file)
    {
        try
        {
            return host.Status(file) is { Kind: FileKind.File } status
                && (status.Permissions & 0b1_001_001) != 0;
        }
        catch (Exception failure) when (failure is HostException or IOException)
        {
            return false;
        }
    }

    /// <summary>What a program that only looks prints, or an empty text.</summary>
    public static string Ask(this Host host, params string[] command)
    {
        try
        {
            var request = new ProcessRequest([.. command])
            {
                Environment =
                [
                    .. host.ProcessEnvironment.Where(pair => pair.Key is not ("LANG" or "LC_ALL")),
                    new("LANG", "C"),
                    new("LC_ALL", "C"),
                ],
                Timeout = TimeSpan.FromSeconds(10),
            };
            return host.Query(request).Output;
        }
        catch (Exception failure) when (failure is HostException or IOException)
        {
            return "";
        }
    }
}
