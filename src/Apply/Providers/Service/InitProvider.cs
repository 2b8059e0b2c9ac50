using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Services of a running machine without systemd: the scripts of <c>/etc/init.d</c>.</summary>
internal sealed class InitProvider() : Provider("service", "init")
{
    public override bool IsRefreshable => true;

    public override bool IsSuitable(Host host, Facts facts) => host.Stage == Stage.Host;

    /// <summary>A service that was just started needs no restart.</summary>
    public override bool CancelsRefresh(string property, Value? desired) =>
        property == "ensure" && desired?.ToString() == "running";

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = new Observed();
        if (desired["ensure"] is not null)
        {
            observed["ensure"] = IsRunning(host, desired) ? "running" : "stopped";
        }
        if (desired["enable"] is not null)
        {
            observed["enable"] = IsEnabled(host, NameOf(desired)) ? "true" : "false";
        }
        return observed;
    }

    public override Resource? Find(Host host, string name) => ServiceCommands.Find(this, host, name);

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        changes.Each(change =>
        {
            if (change.Property == "enable")
            {
                Enable(host, desired, change.DesiredText);
                return;
            }
            var action = change.DesiredText == "running" ? "start" : "stop";
            ServiceCommands.RunOr(host, desired, action, () => Script(host, desired, action));
            // As the reference does: a service that is started is enabled along with it.
            if (desired.Text("enable") is { } enable && enable == "true" != IsEnabled(host, NameOf(desired)))
            {
                Enable(host, desired, enable);
            }
        });

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (!IsRunning(host, desired))
        {
            return;
        }
        ServiceCommands.RunOr(
            host,
            desired,
            "restart",
            () =>
            {
                if (desired.Text("hasrestart") == "true")
                {
                    Script(host, desired, "restart");
                    return;
                }
                ServiceCommands.RunOr(host, desired, "stop", () => Script(host, desired, "stop"));
                ServiceCommands.RunOr(host, desired, "start", () => Script(host, desired, "start"));
            }
        );
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        host.Status("/etc/init.d") is null
            ? []
            : host.List("/etc/init.d")
                .Where(script => (script.Status.Permissions & 0b001_001_001) != 0)
                .Where(script => script.Status.Kind == Unix.FileKind.File)
                .Select(script => ServiceCommands.Find(this, host, script.Name));

    private static bool IsRunning(Host host, Resource desired) =>
        ServiceCommands.Status(host, desired)
        ?? HostTool.Ask(host, ScriptPath(host, desired), "status").Succeeded;

    private static bool IsEnabled(Host host, string name) =>
        host.Status("/etc/rc2.d") is not null
        && host.List("/etc/rc2.d")
            .Any(entry => entry.Name.StartsWith('S') && entry.Name.Length > 3 && entry.Name[3..] == name);

    private static void Enable(Host host, Resource desired, string wanted) =>
        HostTool.Run(host, "update-rc.d", NameOf(desired), wanted == "true" ? "enable" : "disable");

    private static void Script(Host host, Resource desired, string verb) =>
        HostTool.Run(host, ScriptPath(host, desired), verb);

    private static string ScriptPath(Host host, Resource desired)
    {
        var path = "/etc/init.d/" + NameOf(desired);
        return host.Exists(path)
            ? path
            : throw new HostException($"Could not find init script for '{NameOf(desired)}'");
    }
}
