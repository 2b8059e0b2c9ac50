using System.Collections.Concurrent;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The Ruby files of an environment, each read and lowered once for all of its catalogs: libraries by what
/// is required, functions by their name.
/// </summary>
internal sealed class RubyPrograms(PuppetEnvironment environment)
{
    private readonly ConcurrentDictionary<string, RubyProgram?> files = new();
    private readonly ConcurrentDictionary<string, RubyProgram?> libraries = new();
    private readonly ConcurrentDictionary<string, RubyFunction?> functions = new();
    private readonly ConcurrentDictionary<string, DataType> types = new();

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
        var file = Path.Combine(parts) + ".rb";
        foreach (var (folder, owner) in Folders())
        {
            if (parts.Length > 1 && parts[0] != owner)
            {
                continue;
            }
            foreach (var isLegacy in new[] { false, true })
            {
                var below = isLegacy ? "puppet/parser/functions" : "puppet/functions";
                if (Find(Path.Combine(folder, below, file)) is { } program)
                {
                    return new RubyFunction(name, program, isLegacy);
                }
            }
        }
        return null;
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
