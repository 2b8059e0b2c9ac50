using System.Collections.Frozen;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// What programs leave behind that says when and where they ran and serves nobody in an image: logs, caches,
/// backups of account files, machine identity, random seeds. Declared resources are exempt: who declares a
/// file in <c>/var/log</c> wants it.
/// </summary>
internal sealed class VolatileFiles(IReadOnlySet<string> declared)
{
    private const string RootHome = "/root";

    private static readonly FrozenSet<string> Files = FrozenSet.ToFrozenSet(
        [
            "/.dockerenv",
            "/etc/.pwd.lock",
            "/etc/group-",
            "/etc/gshadow-",
            "/etc/hostname",
            "/etc/machine-id",
            "/etc/passwd-",
            "/etc/resolv.conf",
            "/etc/shadow-",
            "/etc/subgid-",
            "/etc/subuid-",
            "/var/cache/apt/pkgcache.bin",
            "/var/cache/apt/srcpkgcache.bin",
            "/var/cache/debconf/config.dat-old",
            "/var/cache/debconf/templates.dat-old",
            "/var/cache/ldconfig/aux-cache",
            "/var/lib/dbus/machine-id",
            "/var/lib/dpkg/available-old",
            "/var/lib/dpkg/diversions-old",
            "/var/lib/dpkg/lock",
            "/var/lib/dpkg/lock-frontend",
            "/var/lib/dpkg/statoverride-old",
            "/var/lib/dpkg/status-old",
            "/var/lib/dpkg/triggers/Lock",
            "/var/lib/dpkg/triggers/Unincorp",
            "/var/lib/systemd/random-seed",
            "/var/lib/urandom/random-seed",
        ],
        StringComparer.Ordinal
    );

    /// <summary>Directories that stay, without the files in them.</summary>
    private static readonly string[] EmptiedFolders =
    [
        "/var/log/",
        "/var/cache/apt/archives/",
        "/var/cache/man/",
        "/var/lib/apt/lists/",
        "/tmp/",
        "/var/tmp/",
        RootHome + "/.cache/",
        "/run/lock/",
    ];

    public bool IsLeftOut(DirectoryEntry entry) =>
        !IsWhiteout(entry.Status) && IsLeftOut(entry.Path, entry.Status.Kind == FileKind.Directory);

    public bool IsLeftOut(string path, bool isDirectory) =>
        !declared.Contains(path)
        && (
            Files.Contains(path)
            || !isDirectory && EmptiedFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
        );

    private static bool IsWhiteout(FileStatus status) =>
        status is { Kind: FileKind.CharacterDevice, DeviceMajor: 0, DeviceMinor: 0 };
}
