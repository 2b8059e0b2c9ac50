using System.Runtime.InteropServices;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Layers seen as one tree with an upper folder that takes the changes: an overlay mounted by this process,
/// which must be in a mount namespace of its own (<see cref="PrivateMounts"/>).
/// </summary>
public sealed partial class OverlayMount : IDisposable
{
    private const int Detach = 2;

    private OverlayMount(string path) => Path = path;

    public string Path { get; }

    /// <param name="lowers">The uppermost first.</param>
    /// <param name="work">Empty, on the upper's file system.</param>
    public static OverlayMount Make(IReadOnlyList<string> lowers, string upper, string work, string path)
    {
        // The kernel takes at most a page of options: the layers are named relative to their folder.
        var options =
            $"lowerdir={string.Join(':', lowers.Select(Escape))},upperdir={Escape(upper)},workdir={Escape(work)}";
        if (!Environment.IsPrivilegedProcess || PrivateMounts.IsMapped)
        {
            options += ",userxattr";
        }
        if (Mount("overlay", path, "overlay", 0, options) < 0)
        {
            throw new UnixException("mount", path, (Errno)Marshal.GetLastPInvokeError());
        }
        return new OverlayMount(path);
    }

    public void Dispose() => Unmount(Path, Detach);

    private static string Escape(string path) =>
        path.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(":", "\\:", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal);

    [LibraryImport(
        "libc",
        EntryPoint = "mount",
        StringMarshalling = StringMarshalling.Utf8,
        SetLastError = true
    )]
    private static partial int Mount(string source, string target, string type, nuint flags, string data);

    [LibraryImport(
        "libc",
        EntryPoint = "umount2",
        StringMarshalling = StringMarshalling.Utf8,
        SetLastError = true
    )]
    private static partial int Unmount(string target, int flags);
}
