using System.Text;

namespace Bunraku.Compiler;

/// <summary>Files of modules by the names functions give them, and files by absolute path.</summary>
internal static class ModuleFiles
{
    /// <summary>
    /// <c>web/x</c> is <c>files/x</c> of module <c>web</c>. Null when there is no such file.
    /// </summary>
    public static string? FindFile(Invocation invocation, string name) => Find(invocation, name, "files");

    /// <summary>
    /// <c>web/x</c> is <c>templates/x</c> of module <c>web</c>. Null when there is no such file.
    /// </summary>
    public static string? FindTemplate(Invocation invocation, string name) =>
        Find(invocation, name, "templates");

    public static byte[] ReadBytes(Invocation invocation, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw invocation.Failure($"Could not read {path}: {failure.Message}");
        }
    }

    public static string ReadText(Invocation invocation, string path) =>
        Encoding.UTF8.GetString(ReadBytes(invocation, path));

    private static string? Find(Invocation invocation, string name, string folder)
    {
        if (name.StartsWith('/'))
        {
            return Path.Exists(name) ? name : null;
        }
        var slash = name.IndexOf('/');
        if (slash <= 0 || invocation.Compilation.FindModuleDirectory(name[..slash]) is not { } directory)
        {
            return null;
        }
        var path = Path.Combine(directory, folder, name[(slash + 1)..]);
        return Path.Exists(path) ? path : null;
    }
}
