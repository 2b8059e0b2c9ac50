using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Where a sandbox is put together: a folder of this machine that is covered, in the sandbox's own view only,
/// by a memory file system. So nothing has to be made on any disk, and nothing to be removed.
/// </summary>
internal static unsafe class StagePoint
{
    /// <summary>Standard folders, those first that seldom hold what a sandbox is made from.</summary>
    private static readonly string[] candidates =
    [
        "/mnt",
        "/media",
        "/srv",
        "/opt",
        "/boot",
        "/home",
        "/usr",
        "/tmp",
    ];

    /// <param name="paths">Real paths that must stay visible.</param>
    public static string Choose(IReadOnlyCollection<string> paths)
    {
        foreach (var candidate in candidates.Where(Directory.Exists))
        {
            var real = Real(candidate) + "/";
            if (!paths.Any(path => (path + "/").StartsWith(real, StringComparison.Ordinal)))
            {
                return candidate;
            }
        }
        throw new UnixException("find a place to put together the sandbox", "/", Errno.EBUSY);
    }

    /// <summary>The path with no link in it.</summary>
    public static string Real(string path)
    {
        using var block = new NativeBlock();
        var resolved = block.Array<byte>(NativeMethods.LongestPath);
        if (NativeMethods.RealPath(block.Text(path), resolved) is null)
        {
            throw new UnixException(
                "find",
                path,
                (Errno)System.Runtime.InteropServices.Marshal.GetLastPInvokeError()
            );
        }
        return UnixText.Decode(
            System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(resolved)
        );
    }
}
