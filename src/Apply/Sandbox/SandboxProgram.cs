using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The steps that put a sandbox together, as data. A stage (see <see cref="StagePoint"/>) takes bind mounts
/// of the layers, files of ours, and the root under construction; the root becomes <c>/</c> and the stage is
/// gone. Below all layers lies one of ours, the floor: it holds every mount point, so that none is made in
/// the upper.
/// </summary>
internal static class SandboxProgram
{
    private const string PolicyPath = "/usr/sbin/policy-rc.d";
    private const string ResolverPath = "/etc/resolv.conf";
    private const int Executable = 0x1ED; // 0755
    private const int Readable = 0x1A4; // 0644
    private const int Anyone = 0x3FF; // 01777
    private const int TerminalGroup = 5;
    private const int UsualUmask = 0x12; // 022

    /// <summary>Exit code 101: action not allowed (Debian's interface of <c>policy-rc.d</c>).</summary>
    private const string Policy = "#!/bin/sh\nexit 101\n";

    private static readonly ImmutableArray<string> standardFolders = ["/proc", "/sys", "/dev"];

    private static readonly (string Name, int Major, int Minor)[] devices =
    [
        ("null", 1, 3),
        ("zero", 1, 5),
        ("full", 1, 7),
        ("random", 1, 8),
        ("urandom", 1, 9),
        ("tty", 5, 0),
    ];

    /// <summary>
    /// The capabilities that remain, as container engines have it: those that package scripts and services
    /// need, not those that reach the machine. By number: linux/capability.h.
    /// </summary>
    private static readonly ImmutableHashSet<int> keptCapabilities =
    [
        0, // chown
        1, // dac_override
        3, // fowner
        4, // fsetid
        5, // kill
        6, // setgid
        7, // setuid
        8, // setpcap
        10, // net_bind_service
        13, // net_raw
        18, // sys_chroot
        27, // mknod
        29, // audit_write
        31, // setfcap
    ];

    private const int LastCapability = 40;

    private const MountFlags Harmless = MountFlags.NoSetuid | MountFlags.NoDevices | MountFlags.NoExecution;

    /// <param name="request">With real paths.</param>
    /// <param name="identities">Null when the sandbox has this machine's own ids.</param>
    /// <param name="resolver">What <c>/etc/resolv.conf</c> shall say; null for what the root says.</param>
    public static ImmutableArray<SetupOperation> Describe(
        SandboxRequest request,
        IdentityMap? identities,
        string? resolver
    )
    {
        var stage = StagePoint.Choose([.. Sources(request)]);
        var steps = ImmutableArray.CreateBuilder<SetupOperation>();
        AddStage(steps, stage, request, identities, resolver);
        AddRoot(steps, stage, request, identities is not null);
        AddKernelFolders(steps, identities);
        foreach (var folder in request.TemporaryFolders)
        {
            var mode = folder == "/run" ? "mode=0755" : "mode=1777";
            steps.Add(Memory(folder, MountFlags.NoSetuid | MountFlags.NoDevices, mode).InRoot);
        }
        if (request.RefusesServices)
        {
            steps.Add(ReadOnlyBind(stage + "/policy-rc.d", PolicyPath).InRoot.Optional);
        }
        if (resolver is not null)
        {
            AddResolver(steps, stage, request);
        }
        foreach (var bind in request.Binds)
        {
            var flags = SetupFlags.Recursive | (bind.IsWritable ? SetupFlags.None : SetupFlags.ReadOnly);
            steps.Add(SetupOperation.Bind(bind.Source, bind.Target, flags).InRoot);
        }
        steps.Add(new(SetupCode.Hostname) { Data = request.Hostname });
        if (request.Network == SandboxNetwork.None)
        {
            steps.Add(new(SetupCode.Loopback));
        }
        steps.Add(new(SetupCode.Pivot));
        return steps.ToImmutable();
    }

    /// <summary>What the target does before all that its request says.</summary>
    public static IEnumerable<SetupOperation> TargetSteps(SandboxRequest request) =>
        Enumerable
            .Range(0, LastCapability + 1)
            .Where(number => !keptCapabilities.Contains(number))
            .Select(number => new SetupOperation(SetupCode.DropCapability) { Number = number })
            .Append(SetupOperation.Umask(request.Process.Umask ?? UsualUmask));

    /// <summary>Root of a new user namespace, whoever we are outside.</summary>
    public static ImmutableArray<SetupOperation> BecomeRoot(IdentityMap identities) =>
        identities.MaySetGroups
            ? [SetupOperation.Groups([]), SetupOperation.Group(0), SetupOperation.User(0)]
            : [SetupOperation.Group(0), SetupOperation.User(0)];

    /// <summary>Without it our mounts would show on the machine.</summary>
    public static SetupOperation PrivatePropagation { get; } =
        new(SetupCode.Mount) { Target = "/", Number = (long)(MountFlags.Private | MountFlags.Recursive) };

    private static IEnumerable<string> Sources(SandboxRequest request) =>
        request
            .Binds.Select(bind => bind.Source)
            .Concat(
                request.Root switch
                {
                    OverlayRoot { Upper: { } upper } root => [.. root.Lowers, upper.Path, upper.WorkPath],
                    OverlayRoot root => root.Lowers,
                    DirectoryRoot root => [root.Path],
                    _ => throw new System.Diagnostics.UnreachableException(),
                }
            );

    private static void AddStage(
        ImmutableArray<SetupOperation>.Builder steps,
        string stage,
        SandboxRequest request,
        IdentityMap? identities,
        string? resolver
    )
    {
        steps.Add(SetupOperation.Umask(0));
        if (identities is not null)
        {
            steps.AddRange(BecomeRoot(identities));
        }
        steps.Add(PrivatePropagation);
        steps.Add(Memory(stage, MountFlags.NoSetuid | MountFlags.NoDevices, "mode=0755"));
        steps.Add(SetupOperation.ChangeDirectory(stage));
        steps.Add(SetupOperation.Directory(stage + "/root", Executable));
        if (request.RefusesServices)
        {
            steps.Add(SetupOperation.File(stage + "/policy-rc.d", Policy, Executable));
        }
        if (resolver is not null)
        {
            steps.Add(SetupOperation.File(stage + "/resolv.conf", resolver, Readable));
        }
    }

    private static void AddRoot(
        ImmutableArray<SetupOperation>.Builder steps,
        string stage,
        SandboxRequest request,
        bool isMapped
    )
    {
        var root = stage + "/root";
        switch (request.Root)
        {
            case OverlayRoot overlay:
                AddFloor(steps, stage + "/floor", request);
                AddOverlay(steps, stage, overlay, isMapped);
                steps.Add(new(SetupCode.Root) { Target = root });
                break;
            case DirectoryRoot directory:
                steps.Add(SetupOperation.Bind(directory.Path, root, SetupFlags.Recursive));
                steps.Add(new(SetupCode.Root) { Target = root });
                var folders = standardFolders.Concat(request.TemporaryFolders);
                steps.AddRange(folders.Select(folder => SetupOperation.Directory(folder, Executable).InRoot));
                break;
        }
    }

    /// <summary>
    /// Every mount point. Where a layer has it too, the layer's is seen, and its owner and mode.
    /// </summary>
    private static void AddFloor(
        ImmutableArray<SetupOperation>.Builder steps,
        string floor,
        SandboxRequest request
    )
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal) { "" };
        var files = new SortedSet<string>(StringComparer.Ordinal) { ResolverPath };
        if (request.RefusesServices)
        {
            files.Add(PolicyPath);
        }
        foreach (var bind in request.Binds)
        {
            (Directory.Exists(bind.Source) ? folders : files).Add(Normal(bind.Target));
        }
        folders.UnionWith(standardFolders);
        folders.UnionWith(request.TemporaryFolders.Select(Normal));
        foreach (var path in folders.Concat(files).ToList())
        {
            for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
            {
                folders.Add(path[..slash]);
            }
        }
        steps.AddRange(folders.Select(path => SetupOperation.Directory(floor + path, Executable)));
        steps.AddRange(files.Except(folders).Select(path => SetupOperation.File(floor + path, "", Readable)));
    }

    private static void AddOverlay(
        ImmutableArray<SetupOperation>.Builder steps,
        string stage,
        OverlayRoot overlay,
        bool isMapped
    )
    {
        // Short names relative to the stage: mount options have to fit into one page.
        var names = new List<string>();
        steps.Add(SetupOperation.Directory(stage + "/l", Executable));
        foreach (var lower in overlay.Lowers)
        {
            var name = "l/" + names.Count.ToString(CultureInfo.InvariantCulture);
            names.Add(name);
            steps.Add(SetupOperation.Directory(stage + "/" + name, Executable));
            steps.Add(SetupOperation.Bind(lower, stage + "/" + name));
        }
        names.Add("floor");
        var options = "lowerdir=" + string.Join(':', names);
        if (overlay.Upper is { } upper)
        {
            options += $",upperdir={Escaped(upper.Path)},workdir={Escaped(upper.WorkPath)}";
            options += upper.IsVolatile ? ",volatile" : "";
        }
        else if (overlay.IsThrowaway)
        {
            steps.Add(SetupOperation.Directory(stage + "/upper", Executable));
            steps.Add(SetupOperation.Directory(stage + "/work", Executable));
            options += ",upperdir=upper,workdir=work,volatile";
        }
        // What the upper holds shall be whole files and folders, readable without their history.
        options += ",redirect_dir=nofollow,metacopy=off,index=off" + (isMapped ? ",userxattr" : "");
        steps.Add(SetupOperation.Mount("overlay", stage + "/root", MountFlags.NoDevices, options));
    }

    private static void AddKernelFolders(
        ImmutableArray<SetupOperation>.Builder steps,
        IdentityMap? identities
    )
    {
        steps.Add(SetupOperation.Mount("proc", "/proc", Harmless, null).InRoot);
        foreach (var path in (string[])["/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus"])
        {
            steps.Add(
                new SetupOperation(SetupCode.Protect) { Target = path }
                    .InRoot
                    .Optional
            );
        }
        // A user namespace that does not own its network may show the machine's /sys, but not mount one.
        steps.Add(
            identities is null
                ? SetupOperation.Mount("sysfs", "/sys", Harmless | MountFlags.ReadOnly, null).InRoot
                : SetupOperation.Bind("/sys", "/sys", SetupFlags.Recursive | SetupFlags.ReadOnly).InRoot
        );
        steps.Add(Memory("/dev", MountFlags.NoSetuid | MountFlags.NoExecution, "mode=0755,size=1m").InRoot);
        foreach (var (name, major, minor) in devices)
        {
            var path = "/dev/" + name;
            if (identities is null)
            {
                steps.Add(SetupOperation.Device(path, major, minor).InRoot);
            }
            else if (File.Exists(path))
            {
                steps.Add(SetupOperation.File(path, "", Readable).InRoot);
                steps.Add(SetupOperation.Bind(path, path).InRoot);
            }
        }
        var group = identities?.HasGroup(TerminalGroup) ?? true ? $",gid={TerminalGroup}" : "";
        steps.Add(SetupOperation.Directory("/dev/pts", Executable).InRoot);
        steps.Add(
            SetupOperation
                .Mount(
                    "devpts",
                    "/dev/pts",
                    MountFlags.NoSetuid | MountFlags.NoExecution,
                    "newinstance,mode=0620,ptmxmode=0666" + group
                )
                .InRoot
        );
        steps.Add(SetupOperation.Directory("/dev/shm", Anyone).InRoot);
        steps.Add(Memory("/dev/shm", Harmless, "mode=1777").InRoot);
        steps.Add(SetupOperation.Symlink("/dev/ptmx", "pts/ptmx").InRoot);
        steps.Add(SetupOperation.Symlink("/dev/fd", "/proc/self/fd").InRoot);
        steps.Add(SetupOperation.Symlink("/dev/stdin", "/proc/self/fd/0").InRoot);
        steps.Add(SetupOperation.Symlink("/dev/stdout", "/proc/self/fd/1").InRoot);
        steps.Add(SetupOperation.Symlink("/dev/stderr", "/proc/self/fd/2").InRoot);
    }

    /// <summary>
    /// Roots with systemd-resolved have a link into <c>/run</c> here. That folder is ours, so the file the
    /// link leads to can be made without a trace; then the bind finds it.
    /// </summary>
    private static void AddResolver(
        ImmutableArray<SetupOperation>.Builder steps,
        string stage,
        SandboxRequest request
    )
    {
        if (ResolverLink(request.Root) is { } target && request.TemporaryFolders.Contains("/run"))
        {
            for (var slash = target.IndexOf('/', 1); slash > 0; slash = target.IndexOf('/', slash + 1))
            {
                steps.Add(SetupOperation.Directory(target[..slash], Executable).InRoot);
            }
            steps.Add(SetupOperation.File(target, "", Readable).InRoot);
        }
        steps.Add(ReadOnlyBind(stage + "/resolv.conf", ResolverPath).InRoot.Optional);
    }

    private static string? ResolverLink(SandboxRoot root)
    {
        var layers = root switch
        {
            OverlayRoot { Upper: { } upper } overlay => [upper.Path, .. overlay.Lowers],
            OverlayRoot overlay => overlay.Lowers,
            DirectoryRoot directory => [directory.Path],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        foreach (var layer in layers)
        {
            using var directory = RootDirectory.Open(layer);
            if (directory.LinkStatus(ResolverPath) is { } status)
            {
                var target = status.Kind == FileKind.Symlink ? directory.ReadLink(ResolverPath) : "";
                var full = Path.GetFullPath(target, "/etc");
                return target.Length > 0 && full.StartsWith("/run/", StringComparison.Ordinal) ? full : null;
            }
        }
        return null;
    }

    private static SetupOperation Memory(string target, MountFlags flags, string options) =>
        SetupOperation.Mount("tmpfs", target, flags, options);

    private static SetupOperation ReadOnlyBind(string source, string target) =>
        SetupOperation.Bind(source, target, SetupFlags.ReadOnly);

    private static string Normal(string path) => Path.GetFullPath(path, "/").TrimEnd('/');

    /// <summary>Overlay reads a backslash before what would end the option.</summary>
    private static string Escaped(string path) =>
        path.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace(":", "\\:", StringComparison.Ordinal);
}
