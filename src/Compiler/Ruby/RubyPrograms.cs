using System.Collections.Concurrent;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The Ruby files of an environment, each read and lowered once for all of its catalogs: libraries by what
/// is required, functions by their name.
/// </summary>
internal sealed class RubyPrograms
{
    private readonly PuppetEnvironment environment;
    private readonly Lazy<Dictionary<string, (string Path, bool IsLegacy)>> places;
    private readonly ConcurrentDictionary<string, RubyProgram?> files = new();
    private readonly ConcurrentDictionary<string, RubyProgram?> libraries = new();
    private readonly ConcurrentDictionary<string, RubyFunction?> functions = new();
    private readonly ConcurrentDictionary<string, DataType> types = new();

    public RubyPrograms(PuppetEnvironment environment)
    {
        this.environment = environment;
        places = new(() => Places(environment.Files, Folders()));
    }

    /// <summary>The program in a file, or null when there is none.</summary>
    public RubyProgram? Find(string path) =>
        files.GetOrAdd(
            path,
            static (path, files) =>
                files.FileExists(path) && files.ReadText(path) is { } text
                    ? RubyProgram.Read(new SourceFile(path, text))
                    : null,
            environment.Files
        );

    /// <summary>A library in the <c>lib</c> folder of the environment or of a module.</summary>
    public RubyProgram? FindLibrary(string name) =>
        libraries.GetOrAdd(
            name,
            static (name, programs) =>
                programs
                    .Folders()
                    .Select(folder => programs.Find(Path.Combine(folder.Path, name + ".rb")))
                    .FirstOrDefault(program => program is not null),
            this
        );

    /// <summary>
    /// A function that a module has written in Ruby, in the manner of Puppet 4 or of Puppet 3, or null.
    /// </summary>
    public RubyFunction? FindFunction(string name)
    {
        var bare = (name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name).ToLowerInvariant();
        return functions.GetOrAdd(bare, static (name, programs) => programs.LookFor(name), this);
    }

    /// <summary>A data type by its text, parsed once.</summary>
    public DataType ParseType(string text) =>
        types.GetOrAdd(
            text,
            static (text, environment) => TypeExpressions.Parse(environment, text, isAlias: true),
            environment
        );

    private RubyFunction? LookFor(string name)
    {
        var parts = name.Split("::");
        if (parts.Any(part => part.Length == 0))
        {
            return null;
        }
        if (parts.Length > 1)
        {
            return FunctionOfModule(name, parts);
        }
        return places.Value.TryGetValue(name, out var place) ? Function(name, place) : null;
    }

    private RubyFunction? FunctionOfModule(string name, string[] parts)
    {
        var file = Path.Combine(parts) + ".rb";
        foreach (var (folder, owner) in Folders())
        {
            if (parts[0] != owner)
            {
                continue;
            }
            foreach (var isLegacy in (bool[])[false, true])
            {
                if (Function(name, (Path.Combine(folder, Below(isLegacy), file), isLegacy)) is { } found)
                {
                    return found;
                }
            }
        }
        return null;
    }

    private RubyFunction? Function(string name, (string Path, bool IsLegacy) place) =>
        Find(place.Path) is { } program ? new RubyFunction(name, program, place.IsLegacy) : null;

    private static string Below(bool isLegacy) => isLegacy ? "puppet/parser/functions" : "puppet/functions";

    /// <summary>
    /// Where functions without a namespace are; of two of one name the first. Listing the few folders there
    /// are is cheaper than to look into each module for each name.
    /// </summary>
    private static Dictionary<string, (string Path, bool IsLegacy)> Places(
        EnvironmentFiles files,
        IEnumerable<(string Path, string Owner)> folders
    )
    {
        var found = new Dictionary<string, (string, bool)>();
        foreach (var (folder, _) in folders)
        {
            foreach (var isLegacy in (bool[])[false, true])
            {
                foreach (var path in files.FilesIn(Path.Combine(folder, Below(isLegacy)), ".rb"))
                {
                    found.TryAdd(Path.GetFileNameWithoutExtension(path), (path, isLegacy));
                }
            }
        }
        return found;
    }

    private IEnumerable<(string Path, string Owner)> Folders()
    {
        if (environment.Root.Length > 0)
        {
            yield return (Path.Combine(environment.Root, "lib"), "environment");
        }
        foreach (var module in environment.Modules)
        {
            yield return (module.In("lib"), module.Name);
        }
    }
}
