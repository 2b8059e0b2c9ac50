using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Where the modules of an environment have a file below <c>lib</c>. Each is looked for once: many types ask
/// for the same files, most of which are the reference's own and in no module.
/// </summary>
internal sealed class RubyLibraryPaths(EnvironmentFiles files, ImmutableArray<PuppetModule> modules)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> found = new();

    public ImmutableArray<string> Of(string file) =>
        found.GetOrAdd(file.EndsWith(".rb", StringComparison.Ordinal) ? file : file + ".rb", Find);

    private ImmutableArray<string> Find(string file) =>
        [.. modules.Select(module => module.In("lib", file)).Where(files.FileExists)];
}

/// <summary>
/// The other Ruby files of an environment's modules, in which a type's declaration may go on. None is read
/// before a constant is missing.
/// </summary>
internal sealed class RubyLibrary(EnvironmentFiles files, RubyLibraryPaths paths)
{
    private const int MostFiles = 20;

    private readonly List<string> wanted = [];
    private readonly HashSet<string> read = [];

    /// <summary>No other files.</summary>
    public static RubyLibrary None =>
        new(new EnvironmentFiles(), new RubyLibraryPaths(new EnvironmentFiles(), []));

    /// <summary>Notes a file that the source requires.</summary>
    public void Want(string file) => wanted.Add(file);

    /// <summary>The texts of files that may define a constant, each once.</summary>
    public IEnumerable<string> FilesFor(string constant)
    {
        var parts = constant.Split("::").Select(Underscored).ToArray();
        for (var length = parts.Length; length > 0; length--)
        {
            foreach (var text in Read(string.Join('/', parts[..length])))
            {
                yield return text;
            }
        }
        for (var i = 0; i < wanted.Count; i++)
        {
            foreach (var text in Read(wanted[i]))
            {
                yield return text;
            }
        }
    }

    private IEnumerable<string> Read(string file)
    {
        if (file.Contains("..", StringComparison.Ordinal) || read.Count >= MostFiles)
        {
            yield break;
        }
        foreach (var path in paths.Of(file))
        {
            if (!read.Contains(path) && files.ReadText(path) is { } text)
            {
                read.Add(path);
                yield return text;
            }
        }
    }

    /// <summary><c>PuppetX</c> is <c>puppet_x</c>.</summary>
    private static string Underscored(string name)
    {
        var result = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && !char.IsAsciiLetterUpper(name[i - 1]))
            {
                result.Append('_');
            }
            result.Append(char.ToLowerInvariant(name[i]));
        }
        return result.ToString();
    }
}
