using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Services of a running machine through <c>systemctl</c>.</summary>
internal sealed class SystemdProvider() : Provider("service", "systemd")
{
    public override bool IsRefreshable => true;

    /// <summary>sd_booted(3): this folder is there when systemd is the init system that runs.</summary>
    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage == Stage.Host && host.Exists("/run/systemd/system");

    public override int Preference(Facts facts) => 20;

    public override Observed Observe(Host host, Resource desired)
    {
        var name = NameOf(desired);
        var observed = new Observed();
        if (desired["ensure"] is not null)
        {
            observed["ensure"] = ServiceCommands.Status(host, desired) is { } running
                ? Running(running)
                : Running(Ask(host, "is-active", name).Succeeded);
        }
        if (desired["enable"] is not null)
        {
            observed["enable"] = Ask(host, "is-enabled", name) switch
            {
                { Output: var state } when state.TrimEnd() is "masked" or "masked-runtime" => "mask",
                { Output: var state } when state.TrimEnd() is "indirect" or "static" => desired["enable"]!,
                { Succeeded: true } => "true",
                _ => "false",
            };
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        changes.Each(change =>
        {
            switch (change.Property, change.DesiredText)
            {
                case ("ensure", "running"):
                    ServiceCommands.RunOr(host, desired, "start", () => Systemctl(host, "start", desired));
                    break;
                case ("ensure", _):
                    ServiceCommands.RunOr(host, desired, "stop", () => Systemctl(host, "stop", desired));
                    break;
                case ("enable", "true"):
                    Systemctl(host, "unmask", desired);
                    Systemctl(host, "enable", desired);
                    break;
                case ("enable", "mask"):
                    Systemctl(host, "disable", desired);
                    Systemctl(host, "mask", desired);
                    break;
                case ("enable", "false"):
                    Systemctl(host, "disable", desired);
                    break;
            }
        });

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (Ask(host, "is-active", NameOf(desired)).Succeeded)
        {
            ServiceCommands.RunOr(host, desired, "restart", () => Systemctl(host, "restart", desired));
        }
    }

    private static Value Running(bool isRunning) => isRunning ? "running" : "stopped";

    private static ProcessResult Ask(Host host, string verb, string name) =>
        HostTool.Ask(host, "systemctl", verb, "--", name);

    private static void Systemctl(Host host, string verb, Resource desired) =>
        HostTool.Run(host, "systemctl", verb, "--", NameOf(desired));
}
