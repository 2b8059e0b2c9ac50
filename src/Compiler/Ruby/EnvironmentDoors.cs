using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What Ruby code may read while a catalog is compiled: the files of the environment's modules.
/// </summary>
internal sealed class EnvironmentDoors(Compilation compilation) : RubyDoors
{
    public override DateTimeOffset Now => DateTimeOffset.Now;

    public override string? ReadFile(string path) =>
        IsInside(path) ? compilation.Environment.Files.ReadText(path) : null;

    public override bool FileExists(string path) =>
        IsInside(path) && compilation.Environment.Files.FileExists(path);

    public override bool DirectoryExists(string path) =>
        IsInside(path) && compilation.Environment.Files.DirectoryExists(path);

    /// <summary>The <c>lib</c> folders of the modules, in order.</summary>
    public override SourceFile? FindLibrary(string name)
    {
        foreach (var module in compilation.Environment.Modules)
        {
            var path = module.In("lib", name + ".rb");
            if (
                compilation.Environment.Files.FileExists(path)
                && compilation.Environment.Files.ReadText(path) is { } text
            )
            {
                return new SourceFile(path, text);
            }
        }
        return null;
    }

    private bool IsInside(string path)
    {
        var full = Path.GetFullPath(path);
        return compilation
            .Environment.Modules.Select(module => module.Directory)
            .Append(compilation.Environment.Root)
            .Any(root =>
                root.Length > 0 && full.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal)
            );
    }
}
