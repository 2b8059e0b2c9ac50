using System.Collections.Immutable;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>
/// What nodes export for each other: a folder that holds, for each node, a catalog of what it exports. The
/// place of the reference's <c>storeconfigs</c> where there is no server.
/// </summary>
internal sealed class ExportedResources(string folder)
{
    private const string Suffix = ".json";

    /// <summary>What all nodes but one export, in the order of their names.</summary>
    /// <exception cref="DiagnosticException">A file is no catalog.</exception>
    public ImmutableArray<Resource> OfOthers(string node, PuppetEnvironment environment) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*" + Suffix)
                    .Order(StringComparer.Ordinal)
                    .Where(path => Path.GetFileName(path) != FileOf(node))
                    .SelectMany(path => Read(path, environment).Resources),
            ]
            : [];

    /// <summary>Leaves what a node exports, in place of what it exported before.</summary>
    public void Save(string node, Catalog catalog, ImmutableArray<Resource> exported)
    {
        Directory.CreateDirectory(folder);
        using var root = RootDirectory.Open(Path.GetFullPath(folder));
        root.Replace(
            "/" + FileOf(node),
            $".{FileOf(node)}.bunraku-{Environment.ProcessId}",
            Convert.ToInt32("600", 8),
            uid: -1,
            gid: -1,
            stream =>
            {
                using var writer = Terminal.WriterOf(stream, leaveOpen: true);
                CatalogJson.Write(
                    catalog with
                    {
                        Resources = exported,
                        Edges = [],
                        Classes = [],
                    },
                    writer,
                    isIndented: true
                );
                writer.WriteLine();
            }
        );
    }

    /// <summary>A node's name is no path, whatever is in it.</summary>
    private static string FileOf(string node) => Uri.EscapeDataString(node) + Suffix;

    private static Catalog Read(string path, PuppetEnvironment environment)
    {
        var source = new SourceFile(path, File.ReadAllText(path));
        var result = CatalogJson.Read(source, text => RichTypes.Parse(environment, text));
        return result.Catalog ?? throw new DiagnosticException(result.Diagnostics);
    }
}
