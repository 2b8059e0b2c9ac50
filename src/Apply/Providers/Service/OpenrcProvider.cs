using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>OpenRC's services, as Gentoo and Alpine have them: <c>rc-service</c>,
/// <c>rc-update</c>.</summary>
internal sealed class OpenrcProvider() : CommandServiceProvider("openrc")
{
    private const string RcService = "/sbin/rc-service";
    private const string RcUpdate = "/sbin/rc-update";
    private const string RcStatus = "/bin/rc-status";

    public override bool IsSuitable(Host host, Facts facts) =>
        base.IsSuitable(host, facts)
        && host.Exists(RcService)
        && host.Exists(RcUpdate)
        && host.Exists(RcStatus);

    public override int Preference(Facts facts) => 15;

    public override IEnumerable<Resource> Instances(Host host) =>
        HostTool
            .Ask(host, RcService, "-C", "--list")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => ServiceCommands.Find(this, host, name));

    protected override ImmutableArray<string>? StartCommand(Host host, Resource desired) =>
        [RcService, NameOf(desired), "start"];

    protected override ImmutableArray<string>? StopCommand(Host host, Resource desired) =>
        [RcService, NameOf(desired), "stop"];

    protected override ImmutableArray<string>? RestartCommand(Host host, Resource desired) =>
        HasRestart(desired) ? [RcService, NameOf(desired), "restart"] : null;

    protected override ImmutableArray<string>? StatusCommand(Host host, Resource desired) =>
        HasStatus(desired) ? [RcService, NameOf(desired), "status"] : null;

    /// <summary>rc-status(8) lists services under their runlevels, and others under headings of their
    /// own.</summary>
    protected override bool? IsEnabled(Host host, Resource desired)
    {
        var isRunlevel = false;
        foreach (var line in HostTool.Ask(host, RcStatus, "-C", "-a").Output.Split('\n'))
        {
            if (line.Length > 0 && !char.IsWhiteSpace(line[0]))
            {
                isRunlevel = line.StartsWith("Runlevel: ", StringComparison.Ordinal);
            }
            else if (
                line.LastIndexOf('[') is > 0 and var bracket
                && line[..bracket].Trim() == NameOf(desired)
            )
            {
                return isRunlevel;
            }
        }
        return false;
    }

    protected override void Enable(Host host, Resource desired, bool isWanted) =>
        HostTool.Run(host, RcUpdate, "-C", isWanted ? "add" : "del", NameOf(desired));
}
