using Bunraku.Ruby;

namespace Bunraku.Compiler;

/// <summary>
/// What Ruby code may read while a catalog is compiled: the files of the environment and its modules.
/// </summary>
internal sealed class EnvironmentDoors(Compilation compilation, RubyWorld world) : RubyDoors
{
    public override DateTimeOffset Now => compilation.Time.GetLocalNow();

    public override string? ReadFile(string path) =>
        IsInside(path) ? compilation.Environment.Files.ReadText(path) : null;

    public override bool FileExists(string path) =>
        IsInside(path) && compilation.Environment.Files.FileExists(path);

    public override bool DirectoryExists(string path) =>
        IsInside(path) && compilation.Environment.Files.DirectoryExists(path);

    public override IEnumerable<KeyValuePair<string, string>> Variables
    {
        get
        {
            var allowed = compilation.Environment.RubyVariables;
            return allowed.IsEmpty
                ? []
                : Environment
                    .GetEnvironmentVariables()
                    .Cast<System.Collections.DictionaryEntry>()
                    .Select(pair => KeyValuePair.Create((string)pair.Key, (string?)pair.Value ?? ""))
                    .Where(pair => allowed.Contains("*") || allowed.Contains(pair.Key))
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal);
        }
    }

    public override RubyProgram? FindLibrary(string name) =>
        Known(compilation.Environment.RubyPrograms.FindLibrary(name));

    public override RubyProgram? FindProgram(string path) =>
        IsInside(path) ? Known(compilation.Environment.RubyPrograms.Find(path)) : null;

    /// <summary>What a module brings along may name anything of Puppet.</summary>
    private RubyProgram? Known(RubyProgram? program)
    {
        if (program is not null)
        {
            world.Complete();
        }
        return program;
    }

    private bool IsInside(string path)
    {
        var full = Path.GetFullPath(path);
        return compilation.Environment.RubyReads.Any(allowed =>
                full == allowed || full.StartsWith(allowed.TrimEnd('/') + "/", StringComparison.Ordinal)
            )
            || compilation
                .Environment.Modules.Select(module => module.Directory)
                .Append(compilation.Environment.Root)
                .Any(root =>
                    root.Length > 0 && full.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal)
                );
    }
}
