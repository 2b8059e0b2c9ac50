using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bunraku.Ruby;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>The Ruby that modules bring along: their <c>lib</c> folders on this machine, in order.</summary>
/// <param name="modules">Folders of modules.</param>
public sealed class ModuleLibraries(ImmutableArray<string> modules)
{
    private readonly ConcurrentDictionary<string, RubyProgram?> programs = new();
    private readonly ImmutableArray<string> folders =
    [
        .. modules.Select(module => Path.Combine(module, "lib")).Where(Directory.Exists),
    ];

    /// <summary>No module has any.</summary>
    public static ModuleLibraries None { get; } = new([]);

    /// <summary>A program by what is required: a path, or a name below one of the folders.</summary>
    public RubyProgram? Find(string name)
    {
        var file = name.EndsWith(".rb", StringComparison.Ordinal) ? name : name + ".rb";
        var path =
            !Path.IsPathRooted(file) ? PathOf(file)
            : IsInside(file) ? file
            : null;
        return path is null ? null : Read(path);
    }

    /// <summary>The folder of a module, or null.</summary>
    public string? ModulePath(string name) =>
        modules.FirstOrDefault(module => Path.GetFileName(module.TrimEnd('/')) == name);

    public bool Has(string name) => PathOf(name + ".rb") is not null;

    /// <summary>The programs in a folder (<c>puppet/provider/package</c>), as they are required.</summary>
    public IEnumerable<string> Names(string folder) =>
        folders
            .Select(root => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(path => Directory.EnumerateFiles(path, "*.rb").Order(StringComparer.Ordinal))
            .Select(path => $"{folder}/{Path.GetFileNameWithoutExtension(path)}")
            .Distinct();

    /// <summary>Whether a path lies in one of the modules.</summary>
    public bool IsInside(string path)
    {
        var full = Path.GetFullPath(path);
        return modules.Any(module =>
            full.StartsWith(Path.GetFullPath(module).TrimEnd('/') + "/", StringComparison.Ordinal)
        );
    }

    private string? PathOf(string file) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private RubyProgram? Read(string path) =>
        programs.GetOrAdd(
            path,
            static path =>
                File.Exists(path)
                    ? RubyProgram.Read(new SourceFile(path, UnixText.Decode(File.ReadAllBytes(path))))
                    : null
        );
}
