using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// What a <see cref="SetupOperation"/> does; the numbers are those of src/Native/bunraku.c.
/// </summary>
internal enum SetupCode
{
    Directory = 1,
    File,
    Symlink,
    Device,
    Mount,
    Bind,
    Protect,
    Root,
    Pivot,
    Hostname,
    Loopback,
    Session,
    DeathSignal,
    Limit,
    DropCapability,
    Groups,
    Group,
    User,
    Umask,
    ChangeDirectory,
}

/// <summary>How paths of a <see cref="SetupOperation"/> are meant.</summary>
[Flags]
internal enum SetupFlags
{
    None = 0,

    /// <summary>The target is resolved inside the root opened before; no link leads out of it.</summary>
    InRoot = 1,

    /// <summary>Something that is not there is no failure.</summary>
    Optional = 2,
    Recursive = 4,
    ReadOnly = 8,
}

/// <summary>
/// One step a child takes between its birth and its program. The shim performs it; here it is a value.
/// </summary>
internal sealed record SetupOperation(SetupCode Code)
{
    public SetupFlags Flags { get; init; }

    public long Number { get; init; }

    public long Other { get; init; }

    public string? Target { get; init; }

    public string? Source { get; init; }

    public string? FileSystem { get; init; }

    public string? Data { get; init; }

    /// <summary>The supplementary groups of <see cref="SetupCode.Groups"/>.</summary>
    public ImmutableArray<int> Ids { get; init; } = [];

    public static SetupOperation Session { get; } = new(SetupCode.Session);

    public static SetupOperation Directory(string target, int mode = 0x1ED) =>
        new(SetupCode.Directory) { Target = target, Number = mode };

    public static SetupOperation File(string target, string content, int mode) =>
        new(SetupCode.File)
        {
            Target = target,
            Data = content,
            Number = mode,
        };

    public static SetupOperation Symlink(string target, string source) =>
        new(SetupCode.Symlink) { Target = target, Source = source };

    public static SetupOperation Device(string target, int major, int minor) =>
        new(SetupCode.Device)
        {
            Target = target,
            Number = major,
            Other = minor,
        };

    public static SetupOperation Mount(string fileSystem, string target, MountFlags flags, string? data) =>
        new(SetupCode.Mount)
        {
            Target = target,
            Source = fileSystem,
            FileSystem = fileSystem,
            Number = (long)flags,
            Data = data,
        };

    public static SetupOperation Bind(string source, string target, SetupFlags flags = SetupFlags.None) =>
        new(SetupCode.Bind)
        {
            Target = target,
            Source = source,
            Flags = flags,
        };

    public static SetupOperation ChangeDirectory(string target) =>
        new(SetupCode.ChangeDirectory) { Target = target };

    public static SetupOperation Umask(int mask) => new(SetupCode.Umask) { Number = mask };

    public static SetupOperation Groups(ImmutableArray<int> ids) =>
        new(SetupCode.Groups) { Ids = ids, Number = ids.Length };

    public static SetupOperation Group(int gid) => new(SetupCode.Group) { Number = gid };

    public static SetupOperation User(int uid) => new(SetupCode.User) { Number = uid };

    /// <summary>The same step, its target inside the root.</summary>
    public SetupOperation InRoot => this with { Flags = Flags | SetupFlags.InRoot };

    public SetupOperation Optional => this with { Flags = Flags | SetupFlags.Optional };

    /// <summary>The step's verb, for the sentence that tells of its failure.</summary>
    public string Verb =>
        Code switch
        {
            SetupCode.Directory => "mkdir",
            SetupCode.Mount => "mount " + FileSystem + " on",
            SetupCode.Bind => $"bind {Source} on",
            SetupCode.Protect => "make read-only",
            SetupCode.ChangeDirectory => "chdir",
            SetupCode.Device => "mknod",
            SetupCode.Groups => "setgroups",
            SetupCode.Group => "setgid",
            SetupCode.User => "setuid",
            SetupCode.Pivot => "pivot_root",
            _ => Code.ToString().ToLowerInvariant(),
        };

    /// <summary>What the step is about, for the same sentence.</summary>
    public string Subject =>
        Target ?? Data ?? Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The flags of mount(2) in use here.</summary>
[Flags]
internal enum MountFlags : long
{
    None = 0,
    ReadOnly = 1,
    NoSetuid = 2,
    NoDevices = 4,
    NoExecution = 8,
    Recursive = 0x4000,
    Private = 0x40000,
}
