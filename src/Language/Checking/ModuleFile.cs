namespace Bunraku.Language;

/// <summary>Where a module's files may define what.</summary>
public static class ModuleFile
{
    /// <summary>
    /// A namespace that no definition can be in: that of a file outside the directories that are loaded.
    /// </summary>
    public const string NoNamespace = "?";

    /// <summary>
    /// The namespace that the definitions of a file must start with, from its path relative to the module
    /// path: <c>apache/manifests/init.pp</c> gives <c>apache</c>.
    /// </summary>
    public static string NamespaceOf(string relativePath)
    {
        var parts = relativePath.ToLowerInvariant().Split('/');
        if (parts.Length < 3 || parts[1] is not ("manifests" or "functions" or "types" or "plans"))
        {
            return NoNamespace;
        }
        var isInit = parts.Length == 3 && parts[^1] == "init.pp";
        var file = isInit ? [] : new[] { Path.GetFileNameWithoutExtension(parts[^1]) };
        return string.Join("::", [parts[0], .. parts[2..^1], .. file]);
    }
}
