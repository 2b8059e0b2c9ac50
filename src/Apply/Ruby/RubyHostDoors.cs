using Bunraku.Ruby;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>What types and providers reach of the world: the modules' code, and the host.</summary>
internal sealed class RubyHostDoors(ModuleLibraries libraries, RubyWorld world) : RubyDoors
{
    public override DateTimeOffset Now => world.Time.GetUtcNow();

    public override string? ReadFile(string path)
    {
        if (libraries.IsInside(path))
        {
            return File.Exists(path) ? UnixText.Decode(File.ReadAllBytes(path)) : null;
        }
        return world.Host.ReadText(path);
    }

    public override bool FileExists(string path) => world.Host.Status(path) is { Kind: FileKind.File };

    public override bool DirectoryExists(string path) =>
        world.Host.Status(path) is { Kind: FileKind.Directory };

    public override RubyProgram? FindLibrary(string name) =>
        libraries.Find(name) ?? RubyWorld.OwnLibrary(name);

    public override RubyProgram? FindProgram(string path) => libraries.Find(path);

    public override void Print(string text) =>
        world.Log(Model.LogLevel.Notice, text.TrimEnd('\n'), reference: null);
}
