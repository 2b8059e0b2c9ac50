using System.Collections.Frozen;
using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// A set of modules and manifests, read when needed and kept lowered: many catalogs are compiled from one.
/// </summary>
public sealed class PuppetEnvironment
{
    private readonly FrozenDictionary<string, PuppetModule> modulesByName;
    private readonly Lazy<ErbTemplates> erbTemplates = new(static () => new ErbTemplates());
    private readonly Lazy<RubyPrograms> rubyPrograms;

    public PuppetEnvironment(EnvironmentSource source, EnvironmentFiles? files = null)
    {
        Files = files ?? new EnvironmentFiles();
        Name = source.Name;
        Root = source.Root;
        Strict = source.Strict;
        var configuration = EnvironmentConfiguration.Read(source, Files);
        ModulePath = configuration.ModulePath;
        VersionCommand = configuration.VersionCommand;
        (ManifestPath, Timeout) = (configuration.Manifest, configuration.Timeout);
        (RubyReads, RubyVariables) = (configuration.RubyReads, configuration.RubyVariables);
        Modules = FindModules(ModulePath, Files, out var notes);
        Notes = [.. configuration.Notes, .. notes];
        modulesByName = Modules.ToFrozenDictionary(module => module.Name);
        rubyPrograms = new(() => new RubyPrograms(this));
        ResourceTypes = new ResourceTypeTable(this);
        Definitions = new DefinitionTable(this);
        Site = SiteManifest.Read(this, configuration, source.Code);
    }

    public string Name { get; }

    public string Root { get; }

    internal Severity? Strict { get; }

    public EnvironmentFiles Files { get; }

    /// <summary>The command that prints the version of a catalog, or null.</summary>
    internal string? VersionCommand { get; }

    /// <summary>The site manifest, or the folder of them.</summary>
    internal string ManifestPath { get; }

    /// <summary>How long a server may keep the environment, as it is written.</summary>
    internal string Timeout { get; }

    /// <summary>What Ruby may read beside the environment's own files.</summary>
    internal ImmutableArray<string> RubyReads { get; }

    /// <summary>The variables of the process that Ruby may see.</summary>
    internal ImmutableArray<string> RubyVariables { get; }

    public ImmutableArray<string> ModulePath { get; }

    public ImmutableArray<PuppetModule> Modules { get; }

    /// <summary>What is wrong with the site's own manifests.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Site.Diagnostics;

    internal SiteManifest Site { get; }

    internal DefinitionTable Definitions { get; }

    internal ResourceTypeTable ResourceTypes { get; }

    /// <summary>The data files of all its compilations.</summary>
    public DataFiles Data { get; } = new();

    internal TemplateCache Templates { get; } = new();

    internal ErbTemplates ErbTemplates => erbTemplates.Value;

    internal RubyPrograms RubyPrograms => rubyPrograms.Value;

    /// <summary>What is to be told of it wherever it is compiled.</summary>
    internal ImmutableArray<LogEntry> Notes { get; }

    public PuppetModule? FindModule(string name) => modulesByName.GetValueOrDefault(name);

    /// <summary>
    /// The place of <c>module/path</c> in a module's folder (<c>files</c>, <c>templates</c> …), or null when
    /// there is no such module or file. An absolute path is itself.
    /// </summary>
    public string? FindModuleFile(string folder, string reference)
    {
        if (reference.StartsWith('/'))
        {
            return Files.FileExists(reference) ? reference : null;
        }
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || FindModule(reference[..slash]) is not { } module)
        {
            return null;
        }
        var path = module.In(folder, reference[(slash + 1)..]);
        return Files.FileExists(path) ? path : null;
    }

    /// <summary>
    /// A data type by its name: built in, an alias of a module, or a resource type; null when unknown.
    /// </summary>
    public DataType? FindDataType(string name) => Definitions.FindDataType(name);

    /// <summary>A native resource type by its name in any case, or null.</summary>
    public ResourceType? FindResourceType(string name) => ResourceTypes.Find(name);

    private ImmutableArray<PuppetModule> FindModules(
        ImmutableArray<string> path,
        EnvironmentFiles files,
        out List<LogEntry> notes
    )
    {
        var found = new SortedDictionary<string, PuppetModule>(StringComparer.Ordinal);
        notes = [];
        foreach (var directory in path.SelectMany(files.DirectoriesIn))
        {
            var name = System.IO.Path.GetFileName(directory);
            if (IsModuleName(name))
            {
                found.TryAdd(name, new PuppetModule(name, directory));
            }
        }
        var usable = ImmutableArray.CreateBuilder<PuppetModule>(found.Count);
        foreach (var module in found.Values)
        {
            if (ModuleMetadata.Check(module, files) is not { } wrong)
            {
                usable.Add(module);
            }
            else if (wrong.IsSyntax && Strict != Severity.Error)
            {
                usable.Add(module);
                notes.Add(new LogEntry(Strict is null ? "debug" : "warning", wrong.Problem));
            }
            else
            {
                notes.Add(new LogEntry("err", wrong.Problem));
            }
        }
        return usable.ToImmutable();
    }

    private static bool IsModuleName(string name) =>
        name.Length > 0
        && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
