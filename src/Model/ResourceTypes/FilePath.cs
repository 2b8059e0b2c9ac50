namespace Bunraku.Model;

/// <summary>Paths of the managed host as text: Unix rules whatever this process runs on.</summary>
public static class FilePath
{
    public static bool IsAbsolute(string path) => path.StartsWith('/');

    /// <summary>Without <c>.</c>, <c>..</c>, doubled and final slashes; the path must be absolute.</summary>
    public static string Normalize(string path)
    {
        if (!path.EndsWith('/') && !path.Contains("//") && !path.Contains("/."))
        {
            return path;
        }
        var names = new List<string>();
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == "..")
            {
                names.RemoveRange(Math.Max(0, names.Count - 1), Math.Min(1, names.Count));
            }
            else if (name != ".")
            {
                names.Add(name);
            }
        }
        return "/" + string.Join('/', names);
    }

    /// <summary>The directory a path lies in; the root's is the root.</summary>
    public static string Parent(string path)
    {
        var slash = path.TrimEnd('/').LastIndexOf('/');
        return slash <= 0 ? "/" : path[..slash];
    }

    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Join(string directory, string name) =>
        directory.EndsWith('/') ? directory + name : $"{directory}/{name}";

    /// <summary>All directories above a path, the nearest first, down to <c>/</c>.</summary>
    public static IEnumerable<string> Ancestors(string path)
    {
        while (path != "/")
        {
            path = Parent(path);
            yield return path;
        }
    }
}
