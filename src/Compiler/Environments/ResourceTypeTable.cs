using System.Collections.Concurrent;
using System.Collections.Frozen;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The native resource types an environment knows: those its modules define in Ruby, which say what their
/// version of the type has, and ours.
/// </summary>
internal sealed class ResourceTypeTable(PuppetEnvironment environment)
{
    private readonly ConcurrentDictionary<string, ResourceType?> found = new(
        StringComparer.OrdinalIgnoreCase
    );

    private readonly Lazy<FrozenDictionary<string, string>> files = new(() => FindFiles(environment));

    private readonly RubyLibraryPaths libraryPaths = new(environment.Files, environment.Modules);

    public IEnumerable<string> Names =>
        ResourceTypeRoster.All.Select(type => type.Name).Concat(files.Value.Keys).Distinct();

    public ResourceType? Find(string name) =>
        name.Contains(':', StringComparison.Ordinal) ? null : found.GetOrAdd(name, Load);

    /// <summary>Why the file that should declare a type is no Ruby, or null.</summary>
    public Diagnostic? MistakeOf(string name) =>
        files.Value.TryGetValue(name.ToLowerInvariant(), out var path)
        && environment.Files.ReadText(path) is { } text
            ? RubyProgram.Read(new SourceFile(path, text)).Problem
            : null;

    private ResourceType? Load(string name)
    {
        var lower = name.ToLowerInvariant();
        if (files.Value.TryGetValue(lower, out var path) && environment.Files.ReadText(path) is { } text)
        {
            var library = new RubyLibrary(environment.Files, libraryPaths);
            if (RubyResourceType.Read(lower, text, library, HasProviders(lower)) is { } type)
            {
                return type;
            }
        }
        return ResourceTypeRoster.Find(lower);
    }

    private bool HasProviders(string type) =>
        environment.Modules.Any(module =>
            environment.Files.FilesBelow(module.In("lib", "puppet", "provider", type), ".rb").Count > 0
        );

    /// <summary>The file of each type; of two modules that define one, the first.</summary>
    private static FrozenDictionary<string, string> FindFiles(PuppetEnvironment environment)
    {
        var files = new Dictionary<string, string>();
        foreach (var module in environment.Modules)
        {
            foreach (var path in environment.Files.FilesIn(module.In("lib", "puppet", "type"), ".rb"))
            {
                files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
            }
        }
        return files.ToFrozenDictionary();
    }
}
