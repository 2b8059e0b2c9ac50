using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// What <c>puppet:///modules/NAME/PATH</c> names: the file <c>files/PATH</c> of the module. No path or link
/// leads out of the module's folder.
/// </summary>
/// <param name="folderOf">The folder of a module on this machine, or null when there is none of that
/// name.</param>
/// <param name="environment">The environment that the modules are of.</param>
public sealed class ModuleFileSources(Func<string, string?> folderOf, string environment)
    : FileSources,
        IDisposable
{
    private const string Scheme = "puppet://";
    private const string Mount = "modules";
    private readonly Dictionary<string, RootDirectory?> roots = [];

    public override string Environment => environment;

    public override FileSource? Find(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }
        // puppet://server/modules/name/path: whichever server it names, the files are here.
        var parts = uri[Scheme.Length..].Split('/', 4);
        if (parts is not [_, Mount, var module, ..] || RootOf(module) is not { } root)
        {
            return null;
        }
        var path = parts.Length > 3 ? Uri.UnescapeDataString(parts[3]) : "";
        return RootFileSource.Find(root, FilePath.Normalize("/" + path));
    }

    public void Dispose()
    {
        foreach (var root in roots.Values)
        {
            root?.Dispose();
        }
    }

    private RootDirectory? RootOf(string module)
    {
        lock (roots)
        {
            if (!roots.TryGetValue(module, out var root))
            {
                var files = folderOf(module) is { } folder ? Path.Combine(folder, "files") : null;
                root = files is not null && Directory.Exists(files) ? RootDirectory.Open(files) : null;
                roots.Add(module, root);
            }
            return root;
        }
    }
}
