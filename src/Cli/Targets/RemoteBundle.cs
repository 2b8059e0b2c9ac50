using System.Buffers.Binary;
using System.Formats.Tar;
using System.Text;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Cli;

/// <summary>
/// What a machine needs to apply a catalog that was compiled here: the catalog, the files of modules that it
/// names, and modules' types and providers.
/// </summary>
internal static class RemoteBundle
{
    private const long MostBytes = 1 << 30;

    public const string CatalogName = "catalog.json";
    public const string ModulesName = "modules";

    /// <summary>The catalog, and of the modules what it needs there.</summary>
    public static byte[] Make(Catalog catalog, PuppetEnvironment environment)
    {
        var named = ModulesOfSources(catalog);
        // Types of modules are in Ruby, and so may be the functions that are called there.
        var needsCode = catalog.Resources.Any(IsOfModule) || DeferredValues.AreIn(catalog);
        return Framed(tar =>
        {
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(CatalogJson.Write(catalog)));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, CatalogName) { DataStream = text });
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
        });
    }

    /// <summary>What modules know of facts.</summary>
    public static byte[] OfFacts(PuppetEnvironment environment) =>
        Framed(tar =>
        {
            foreach (var module in environment.Modules)
            {
                if (Directory.Exists(Path.Combine(module.Directory, "lib/facter")))
                {
                    AddTree(tar, module, "lib");
                }
                AddTree(tar, module, "facts.d");
            }
        });

    /// <summary>Unpacks what comes in, and leaves the stream where it ends.</summary>
    public static void Unpack(Stream input, string folder)
    {
        var length = new byte[sizeof(long)];
        var read = input.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
        var expected = BinaryPrimitives.ReadInt64BigEndian(length);
        if (read < length.Length || expected is < 0 or > MostBytes)
        {
            throw new DiagnosticException(CliDiagnostics.NoBundle());
        }
        var bytes = new byte[expected];
        input.ReadExactly(bytes);
        TarFile.ExtractToDirectory(new MemoryStream(bytes), folder, overwriteFiles: false);
    }

    /// <summary>An archive with its length in front: what follows it is something else.</summary>
    private static byte[] Framed(Action<TarWriter> fill)
    {
        using var bytes = new MemoryStream();
        bytes.Write(new byte[sizeof(long)]);
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            fill(tar);
        }
        var all = bytes.ToArray();
        BinaryPrimitives.WriteInt64BigEndian(all, all.Length - sizeof(long));
        return all;
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
