namespace Bunraku.Text;

/// <summary>
/// A path without links, as <c>realpath</c> gives it; what is not there stays as it is written.
/// </summary>
public static class RealPath
{
    /// <summary>As many links as the kernel follows.</summary>
    private const int MostLinks = 40;

    /// <returns>Null for links that lead around in a circle.</returns>
    public static string? Of(string path)
    {
        var left = new Stack<string>(Parts(Path.GetFullPath(path)));
        var (real, links) = ("", 0);
        while (left.TryPop(out var part))
        {
            if (part == "..")
            {
                real = real[..Math.Max(0, real.LastIndexOf('/'))];
                continue;
            }
            var next = $"{real}/{part}";
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MostLinks)
            {
                return null;
            }
            real = target.StartsWith('/') ? "" : real;
            foreach (var one in Parts(target))
            {
                left.Push(one);
            }
        }
        return real.Length == 0 ? "/" : real;
    }

    /// <summary>The last part first.</summary>
    private static IEnumerable<string> Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();
}
