using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Red Hat's scripts: <c>chkconfig</c> enables them.</summary>
internal sealed class RedhatServiceProvider() : InitScriptProvider("redhat")
{
    private const string Chkconfig = "/sbin/chkconfig";
    private const string ServiceTool = "/sbin/service";

    public override bool IsSuitable(Host host, Facts facts) =>
        base.IsSuitable(host, facts) && host.Exists(Chkconfig) && host.Exists(ServiceTool);

    public override int Preference(Facts facts) => 10;

    protected override ImmutableArray<string>? StartCommand(Host host, Resource desired) =>
        [ServiceTool, NameOf(desired), "start"];

    protected override ImmutableArray<string>? StopCommand(Host host, Resource desired) =>
        [ServiceTool, NameOf(desired), "stop"];

    protected override ImmutableArray<string>? RestartCommand(Host host, Resource desired) =>
        HasRestart(desired) ? [ServiceTool, NameOf(desired), "restart"] : null;

    protected override ImmutableArray<string>? StatusCommand(Host host, Resource desired) =>
        HasStatus(desired) ? [ServiceTool, NameOf(desired), "status"] : null;

    protected override bool? IsEnabled(Host host, Resource desired) =>
        HostTool.Ask(host, Chkconfig, NameOf(desired)).Succeeded;

    protected override void Enable(Host host, Resource desired, bool isWanted)
    {
        if (isWanted)
        {
            HostTool.Run(host, Chkconfig, "--add", NameOf(desired));
            HostTool.Run(host, Chkconfig, NameOf(desired), "on");
        }
        else
        {
            HostTool.Run(host, Chkconfig, "--level", "0123456", NameOf(desired), "off");
        }
    }
}
