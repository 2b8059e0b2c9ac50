using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Kernel parameters of a running machine, by their files below <c>/proc/sys</c>.</summary>
internal sealed class SysctlRuntimeProvider() : Provider("sysctl_runtime", "linux")
{
    public override bool IsSuitable(Host host, Facts facts) => host.Stage == Stage.Host;

    public override Observed Observe(Host host, Resource desired) =>
        new()
        {
            ["val"] = host.ReadSmall(PathOf(desired)) is { } text
                ? string.Join('\t', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                : throw new HostException($"sysctl: cannot stat {PathOf(desired)}"),
        };

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        HostTool.Run(host, "sysctl", "-w", $"{NameOf(desired)}={desired.Text("val")}");

    /// <summary>Dots part the folders; a slash stands for a dot in a name.</summary>
    private static string PathOf(Resource desired) =>
        "/proc/sys/"
        + string.Concat(
            NameOf(desired)
                .Select(c =>
                    c == '.' ? '/'
                    : c == '/' ? '.'
                    : c
                )
        );
}
