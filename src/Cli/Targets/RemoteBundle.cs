using System.Formats.Tar;
using System.Text;
using Bunraku.Compiler;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>
/// What a machine needs to apply a catalog that was compiled here: the catalog, the files of modules that it
/// names, and modules' types and providers.
/// </summary>
internal static class RemoteBundle
{
    public const string CatalogName = "catalog.json";
    public const string ModulesName = "modules";

    public static byte[] Make(Catalog catalog, PuppetEnvironment environment)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(CatalogJson.Write(catalog)));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, CatalogName) { DataStream = text });
            var named = ModulesOfSources(catalog);
            var needsCode = catalog.Resources.Any(IsOfModule);
            foreach (var module in environment.Modules)
            {
                if (named.Contains(module.Name))
                {
                    AddTree(tar, module, "files");
                }
                if (needsCode)
                {
                    AddTree(tar, module, "lib");
                }
            }
        }
        return bytes.ToArray();
    }

    private static HashSet<string> ModulesOfSources(Catalog catalog) =>
        [
            .. from resource in catalog.Resources
            from text in Texts(resource["source"])
            where text.StartsWith("puppet://", StringComparison.Ordinal)
            let parts = text["puppet://".Length..].Split('/')
            where parts is [_, "modules", _, ..]
            select parts[2],
        ];

    private static IEnumerable<string> Texts(Value? value) =>
        value switch
        {
            null => [],
            SensitiveValue secret => Texts(secret.Inner),
            ArrayValue array => array.Items.SelectMany(Texts),
            _ => [value.ToString()],
        };

    private static bool IsOfModule(Resource resource) =>
        resource is { Kind: "compilable_type", Type: not ("Class" or "Stage") }
        && ResourceTypeRoster.Find(resource.Type.ToLowerInvariant()) is null;

    private static void AddTree(TarWriter tar, PuppetModule module, string part)
    {
        var folder = Path.Combine(module.Directory, part);
        if (!Directory.Exists(folder))
        {
            return;
        }
        foreach (
            var path in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            tar.WriteEntry(path, $"{ModulesName}/{module.Name}/{part}/{Path.GetRelativePath(folder, path)}");
        }
    }
}
