using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Compiler;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>The code of a site: loaded once, compiled for each image.</summary>
public sealed class SiteCode
{
    private readonly SiteFile site;
    private readonly PuppetEnvironment environment;
    private readonly Lazy<ModuleLibraries> libraries;

    public SiteCode(SiteFile site)
    {
        this.site = site;
        environment = new PuppetEnvironment(
            new EnvironmentSource(site.Directory) { ModulePath = site.Modules, Manifest = site.Manifest }
        );
        Sources = new ModuleFileSources(
            module => environment.FindModule(module)?.Directory,
            environment.Name
        );
        libraries = new(() => new([.. environment.Modules.Select(module => module.Directory)]));
    }

    /// <summary>The Ruby that the modules bring along.</summary>
    public ModuleLibraries Libraries => libraries.Value;

    /// <summary>What <c>puppet:///</c> names.</summary>
    public FileSources Sources { get; }

    /// <summary>
    /// The modules with the versions their metadata tell, by name; those without metadata are left out.
    /// </summary>
    public ImmutableArray<(string Name, string Version)> ModuleVersions =>
        [
            .. environment
                .Modules.Select(module => (module.Name, Version: VersionOf(module)))
                .Where(module => module.Version is not null)
                .Select(module => (module.Name, module.Version!))
                .OrderBy(module => module.Name, StringComparer.Ordinal),
        ];

    /// <summary>The types and providers that modules write in Ruby, acting on a host.</summary>
    public RubyTypes RubyTypes(Host host, Facts facts) => new(Libraries, host, facts);

    /// <exception cref="DiagnosticException">The code does not compile.</exception>
    public CompileResult Compile(ImageDefinition image, HashValue facts)
    {
        var request = new CompileRequest(environment, image.NodeName)
        {
            Facts = facts,
            Settings = CompileSettings.Default with { GlobalHiera = GlobalHiera },
        };
        var result = CatalogCompiler.Compile(request);
        return result.Catalog is { } catalog
            ? result with
            {
                Catalog = DeferredValues.Resolve(request, catalog),
            }
            : throw new DiagnosticException(result.Diagnostics);
    }

    /// <summary>
    /// The environment reads its own <c>hiera.yaml</c> by itself; any other file is the global one.
    /// </summary>
    private string? GlobalHiera =>
        site.Hiera == Path.Combine(site.Directory, "hiera.yaml") ? null : site.Hiera;

    private static string? VersionOf(PuppetModule module)
    {
        var path = module.In("metadata.json");
        if (!File.Exists(path))
        {
            return null;
        }
        var tree = JsonReader.Read(new SourceFile(path, File.ReadAllText(path))).Tree as MappingTree;
        return tree is not null && TreeReader.Find(tree, "version") is ScalarTree { Value: string version }
            ? version
            : null;
    }
}
