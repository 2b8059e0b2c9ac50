using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Debian's scripts: <c>update-rc.d</c> enables them, <c>invoke-rc.d</c> tells whether.</summary>
internal sealed class DebianServiceProvider() : InitScriptProvider("debian")
{
    private const string UpdateRc = "/usr/sbin/update-rc.d";
    private const string InvokeRc = "/usr/sbin/invoke-rc.d";
    private const string ServiceTool = "/usr/sbin/service";

    /// <summary>How many of the runlevels start a service that counts as enabled.</summary>
    private const int LeastLinks = 4;

    public override bool IsSuitable(Host host, Facts facts) =>
        base.IsSuitable(host, facts)
        && !SystemdProvider.Runs(host)
        && host.Exists(UpdateRc)
        && host.Exists(InvokeRc)
        && host.Exists(ServiceTool);

    public override int Preference(Facts facts) => 10;

    protected override ImmutableArray<string>? StatusCommand(Host host, Resource desired) =>
        HasStatus(desired) ? [ServiceTool, NameOf(desired), "status"] : null;

    protected override bool? IsEnabled(Host host, Resource desired)
    {
        var code = HostTool.Ask(host, InvokeRc, "--quiet", "--query", NameOf(desired), "start").ExitCode;
        return code is 104 or 106 || (code is 101 or 105 && StartLinks(host, NameOf(desired)) >= LeastLinks);
    }

    protected override void Enable(Host host, Resource desired, bool isWanted)
    {
        if (isWanted)
        {
            HostTool.Run(host, UpdateRc, "-f", NameOf(desired), "remove");
            HostTool.Run(host, UpdateRc, NameOf(desired), "defaults");
        }
        else
        {
            HostTool.Run(host, UpdateRc, NameOf(desired), "disable");
        }
    }

    private static int StartLinks(Host host, string name) =>
        "0123456S"
            .Select(level => $"/etc/rc{level}.d")
            .Where(folder => host.Status(folder) is not null)
            .SelectMany(folder => host.List(folder))
            .Count(entry => entry.Name.Length > 3 && entry.Name[0] == 'S' && entry.Name[3..] == name);
}
