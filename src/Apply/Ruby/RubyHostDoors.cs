using System.Collections.Frozen;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>What types and providers reach of the world: the modules' code, and the host.</summary>
internal sealed class RubyHostDoors(ModuleLibraries libraries, RubyWorld world) : RubyDoors
{
    /// <summary>Libraries of Ruby that the face defines, by way of the host.</summary>
    private static readonly FrozenSet<string> Ruby = FrozenSet.Create(
        "etc",
        "facter",
        "facter/core/execution",
        "facter/util/plist",
        "facter/util/resolution",
        "fileutils",
        "open3",
        "puppet",
        "tempfile",
        "tmpdir"
    );

    /// <summary>Libraries of Puppet that the face defines, without <c>puppet/</c>.</summary>
    private static readonly FrozenSet<string> Puppet = FrozenSet.Create(
        "coercion",
        "confine",
        "confiner",
        "error",
        "feature/base",
        "file_bucket/dipper",
        "file_serving",
        "file_serving/content",
        "file_serving/fileset",
        "file_serving/metadata",
        "file_system",
        "file_system/uniquefile",
        "module",
        "network/format_support",
        "parameter",
        "parameter/boolean",
        "parameter/package_options",
        "parameter/path",
        "parameter/value",
        "parameter/value_collection",
        "property",
        "property/boolean",
        "property/ensure",
        "property/keyvalue",
        "property/list",
        "property/ordered_list",
        "provider",
        "provider/confiner",
        "provider/package",
        "provider/parsedfile",
        "provider/service",
        "resource",
        "resource/catalog",
        "resource_api",
        "resource_api/simple_provider",
        "settings",
        "type",
        "util",
        "util/autoload",
        "util/backups",
        "util/character_encoding",
        "util/checksums",
        "util/classgen",
        "util/colors",
        "util/constant_inflector",
        "util/diff",
        "util/docs",
        "util/errors",
        "thread_local",
        "util/at_fork",
        "util/execution",
        "util/feature",
        "util/fileparsing",
        "util/filetype",
        "util/json",
        "util/lockfile",
        "util/log",
        "util/logging",
        "util/methodhelper",
        "util/package",
        "util/pidlock",
        "util/platform",
        "util/posix",
        "util/retry_action",
        "util/run_mode",
        "util/selinux",
        "util/storage",
        "util/suidmanager",
        "util/symbolic_file_mode",
        "util/tagging",
        "util/warnings",
        "util/yaml",
        "version"
    );

    private static readonly RubyProgram Nothing = RubyProgram.Read(new SourceFile("", ""));

    public override DateTimeOffset Now => world.Time.GetUtcNow();

    public override TimeZoneInfo Zone => zone.Value;

    private readonly Lazy<TimeZoneInfo> zone = new(() => HostZone.Of(world.Host));

    public override WebReply? Exchange(WebRequest request) =>
        world.Ruby.Outside(() => WebDoor.Exchange(request));

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

    public override IFolders Folders => new HostFolders(world);

    public override RubyProgram? FindLibrary(string name) =>
        IsProvided(name) ? Nothing
        : libraries.Find(name) is { } found ? found
        : RubyWorld.OwnLibrary(name) is { } own ? own
        : IsNativeType(name) ? Nothing
        : null;

    public override bool HasLibrary(string name) => false;

    public override RubyProgram? FindProgram(string path) =>
        NameOf(path) is { } name && IsProvided(name) ? Nothing
        : libraries.Find(path) is { } found ? found
        : NameOf(path) is { } type && IsNativeType(type) ? Nothing
        : null;

    public override void Print(string text) => world.Types.Output.Print(text);

    public override void Warn(string text) => world.Types.Output.Warn(text);

    private static bool IsProvided(string name) =>
        Ruby.Contains(name)
        || name.StartsWith("puppet/", StringComparison.Ordinal) && Puppet.Contains(name["puppet/".Length..]);

    /// <summary>A type of ours, or a part of one (<c>puppet/type/file/owner</c>).</summary>
    private static bool IsNativeType(string name) =>
        name.Split('/') is ["puppet", "type", var type, ..] && ResourceTypeRoster.Find(type) is not null;

    /// <summary>What a path would be required as: what follows <c>lib/</c>.</summary>
    private static string? NameOf(string path)
    {
        path = path.EndsWith(".rb", StringComparison.Ordinal) ? path[..^3] : path;
        var start = path.LastIndexOf("/puppet/", StringComparison.Ordinal);
        return start >= 0 ? path[(start + 1)..]
            : Path.GetFileName(path) is "puppet" or "facter" ? Path.GetFileName(path)
            : null;
    }
}
