using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What Ruby code may read while a catalog is compiled: the files of the environment and its modules.
/// </summary>
internal sealed class EnvironmentDoors(Compilation compilation, RubyWorld world) : RubyDoors
{
    public override DateTimeOffset Now => compilation.Time.GetUtcNow();

    public override TimeZoneInfo Zone => compilation.Time.LocalTimeZone;

    public override string? ReadFile(string path) =>
        IsInside(path) ? compilation.Environment.Files.ReadText(path) : null;

    public override bool FileExists(string path) =>
        IsInside(path) && compilation.Environment.Files.FileExists(path);

    public override bool DirectoryExists(string path) =>
        IsInside(path) ? compilation.Environment.Files.DirectoryExists(path) : ModulesIn(path).Any();

    public override FileLook? Look(string path, bool followsLinks)
    {
        if (!IsInside(path))
        {
            return null;
        }
        path = followsLinks ? RealPath.Of(path) ?? path : path;
        FileSystemInfo found = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return found is { Exists: false, LinkTarget: null }
            ? null
            : new FileLook(
                found.LinkTarget is not null ? "link"
                    : found is DirectoryInfo ? "directory"
                    : "file",
                (int)found.UnixFileMode,
                (found as FileInfo)?.Length ?? 0,
                found.LastWriteTimeUtc,
                found.LinkTarget
            );
    }

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

    public override void Print(string text) => compilation.Request.Output.Print(text);

    public override void Warn(string text) => compilation.Request.Output.Warn(text);

    public override RubyProgram? FindLibrary(string name) =>
        Known(compilation.Environment.RubyPrograms.FindLibrary(name));

    public override bool HasLibrary(string name) =>
        base.HasLibrary(name)
        || name is "semantic_puppet"
        || name.StartsWith("semantic_puppet/", StringComparison.Ordinal);

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

    public override IFolders Folders => new AllowedFolders(this);

    /// <summary>The folders that may be read, as they are named and where their links lead.</summary>
    private readonly Lazy<HashSet<string>> allowed = new(() =>
        [
            .. compilation
                .Environment.Modules.Select(module => module.Directory)
                .Append(compilation.Environment.Root)
                .Concat(compilation.Environment.RubyReads)
                .Where(root => root.Length > 0)
                .SelectMany(root => new[] { Path.GetFullPath(root), RealPath.Of(root) })
                .OfType<string>()
                .Select(root => root.TrimEnd('/')),
        ]
    );

    /// <summary>Whether a path is in an allowed folder, and does not leave it by a link.</summary>
    private bool IsInside(string path) =>
        Path.GetFullPath(path) is var full && IsBelow(full) && RealPath.Of(full) is { } real && IsBelow(real);

    private bool IsBelow(string path)
    {
        var end = path.Length;
        while (end > 0 && !allowed.Value.Contains(path[..end]))
        {
            end = path.LastIndexOf('/', end - 1);
        }
        return allowed.Value.Contains(path[..end]);
    }

    /// <summary>
    /// The names of the modules in a folder: what else lies beside them is not for their code.
    /// </summary>
    private IEnumerable<string> ModulesIn(string folder)
    {
        var full = Path.GetFullPath(folder).TrimEnd('/');
        return compilation
            .Environment.Modules.Select(module => Path.GetFullPath(module.Directory))
            .Where(directory => Path.GetDirectoryName(directory) == full)
            .Select(directory => Path.GetFileName(directory));
    }

    private sealed class AllowedFolders(EnvironmentDoors doors) : IFolders
    {
        public IEnumerable<string> NamesIn(string folder) =>
            doors.IsInside(folder) ? DiskFolders.Instance.NamesIn(folder) : doors.ModulesIn(folder);

        public bool Exists(string path) =>
            doors.IsInside(path) ? DiskFolders.Instance.Exists(path) : doors.ModulesIn(path).Any();

        public bool IsFolder(string path, bool followsLinks) =>
            doors.IsInside(path)
                ? DiskFolders.Instance.IsFolder(path, followsLinks)
                : doors.ModulesIn(path).Any();
    }
}
