namespace Bunraku.Apply.Tests;

/// <summary>
/// A small root made of Debian's busybox-static, beside an upper and a work folder: what a sandbox needs.
/// </summary>
internal sealed class BusyboxRoot : IDisposable
{
    private static readonly string[] tools =
    [
        "sh",
        "cat",
        "chmod",
        "chown",
        "echo",
        "env",
        "grep",
        "hostname",
        "id",
        "ifconfig",
        "kill",
        "ln",
        "ls",
        "mkdir",
        "mknod",
        "mount",
        "mv",
        "ps",
        "pwd",
        "rm",
        "rmdir",
        "setsid",
        "sleep",
        "stat",
        "sysctl",
        "test",
        "touch",
        "true",
        "tty",
        "umount",
        "wc",
    ];
    private readonly TemporaryFolder folder = new();

    public BusyboxRoot()
    {
        foreach (var path in (string[])["lower/bin", "lower/etc", "lower/usr/sbin", "upper", "work"])
        {
            Directory.CreateDirectory(folder[path]);
        }
        File.Copy("/bin/busybox", folder["lower/bin/busybox"]);
        foreach (var tool in tools)
        {
            File.CreateSymbolicLink(folder["lower/bin/" + tool], "busybox");
        }
        File.WriteAllText(folder["lower/etc/passwd"], "root:x:0:0::/root:/bin/sh\n");
    }

    public string Folder => folder.Path;

    public string Lower => folder["lower"];

    public string Upper => folder["upper"];

    public OverlayRoot Overlay => new(Lower) { Upper = new OverlayUpper(Upper, folder["work"]) };

    public string this[string path] => folder[path];

    public SandboxRequest Shell(string script) =>
        new(Overlay, new ProcessRequest(["/bin/sh", "-c", script]) { MergesOutput = true });

    /// <summary>What the upper holds, folders with a slash behind, whiteouts with a minus before.</summary>
    public string[] Changes() =>
        [
            .. OverlayChanges
                .Read(Upper, [Lower])
                .Select(change => change.Kind.ToString()[0] + change.Path)
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => folder.Dispose();
}
