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
            observed["enable"] = Enabled(host, desired);
        }
        return observed;
    }

    public override Resource? Find(Host host, string name) => ServiceCommands.Find(this, host, name);

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        changes.Each(change =>
        {
            if (change.Property == "ensure")
            {
                StartOrStop(host, desired, change.DesiredText == "running");
                // As the reference does: a service that is started is enabled along with it.
                if (desired["enable"] is { } enable && Enabled(host, desired).ToString() != enable.ToString())
                {
                    Enable(host, desired, enable.ToString());
                }
            }
            else
            {
                Enable(host, desired, change.DesiredText);
            }
        });

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (IsRunning(host, desired))
        {
            ServiceCommands.RunOr(
                host,
                desired,
                "restart",
                () =>
                {
                    ReloadUnits(host, desired);
                    Systemctl(host, "restart", desired);
                }
            );
        }
    }

    public override IEnumerable<Resource> Instances(Host host)
    {
        var units = HostTool.Ask(
            host,
            "systemctl",
            "list-unit-files",
            "--type",
            "service",
            "--full",
            "--all",
            "--no-pager"
        );
        return units
            .Output.Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 1 && words[0].EndsWith(".service", StringComparison.Ordinal))
            .Select(words => ServiceCommands.Find(this, host, words[0]));
    }

    private static bool IsRunning(Host host, Resource desired) =>
        ServiceCommands.Status(host, desired) ?? Ask(host, "is-active", NameOf(desired)).Succeeded;

    /// <summary>systemctl(1), is-enabled; what can be neither enabled nor disabled is as wanted.</summary>
    private static Value Enabled(Host host, Resource desired)
    {
        var wanted = desired["enable"]!;
        var result = Ask(host, "is-enabled", NameOf(desired));
        return result.Output.TrimEnd() switch
        {
            "masked" or "masked-runtime" => wanted.ToString() == "mask" ? "mask" : "false",
            "indirect" => wanted,
            "static" when wanted.ToString() != "mask" => wanted,
            _ => result.Succeeded ? "true" : "false",
        };
    }

    private static void StartOrStop(Host host, Resource desired, bool isWanted)
    {
        if (!isWanted)
        {
            ServiceCommands.RunOr(host, desired, "stop", () => Systemctl(host, "stop", desired));
            return;
        }
        ServiceCommands.RunOr(
            host,
            desired,
            "start",
            () =>
            {
                ReloadUnits(host, desired);
                Systemctl(host, "unmask", desired);
                Systemctl(host, "start", desired);
            }
        );
    }

    private static void Enable(Host host, Resource desired, string wanted)
    {
        switch (wanted)
        {
            case "true":
                Systemctl(host, "unmask", desired);
                Systemctl(host, "enable", desired);
                break;
            case "mask":
                if (Ask(host, "cat", NameOf(desired)).Succeeded)
                {
                    Systemctl(host, "disable", desired);
                }
                Systemctl(host, "mask", desired);
                break;
            case "false":
                Systemctl(host, "disable", desired);
                break;
            default:
                throw new HostException($"systemd knows no enable => {wanted}");
        }
    }

    /// <summary>A unit file that was written since systemd read it is read again.</summary>
    private static void ReloadUnits(Host host, Resource desired)
    {
        var answer = HostTool.Ask(
            host,
            "systemctl",
            "show",
            "--property=NeedDaemonReload",
            "--",
            NameOf(desired)
        );
        if (answer.Output.TrimEnd() == "NeedDaemonReload=yes")
        {
            // Whether it went well shows when the unit is asked for.
            host.Run(HostTool.Request(host, ["systemctl", "daemon-reload"]));
        }
    }

    private static ProcessResult Ask(Host host, string verb, string name) =>
        HostTool.Ask(host, "systemctl", verb, "--", name);

    private static void Systemctl(Host host, string verb, Resource desired) =>
        HostTool.Run(host, "systemctl", verb, "--", NameOf(desired));
}
