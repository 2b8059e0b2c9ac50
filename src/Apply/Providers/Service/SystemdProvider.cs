using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Services of a running machine through <c>systemctl</c>.</summary>
internal sealed class SystemdProvider() : Provider("service", "systemd")
{
    public override bool IsRefreshable => true;

    /// <summary>sd_booted(3): this folder is there when systemd is the init system that runs.</summary>
    public static bool Runs(Host host) => host.Exists("/run/systemd/system");

    public override bool IsSuitable(Host host, Facts facts) => host.Stage == Stage.Host && Runs(host);

    public override int Preference(Facts facts) => 20;

    /// <summary>A service that was just started needs no restart.</summary>
    public override bool CancelsRefresh(string property, Value? desired) =>
        property == "ensure" && desired?.ToString() == "running";

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = new Observed();
        if (ServiceCommands.IsLookedAt(desired, "ensure"))
        {
            observed["ensure"] = IsRunning(host, desired) ? "running" : "stopped";
        }
        if (ServiceCommands.IsLookedAt(desired, "enable"))
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
                Act(host, desired, change.DesiredText == "running" ? "start" : "stop");
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
            Act(host, desired, "restart");
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
            .Where(words =>
                // Units without a preset (`-`) are none that anybody manages.
                words is [_, _] or [_, _, [not '-', _, ..]]
                && words[1].ToLowerInvariant()
                    is "disabled"
                        or "enabled"
                        or "masked"
                        or "indirect"
                        or "bad"
                        or "static"
            )
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

    /// <summary>
    /// Starts, stops or restarts it, after systemd has read what changed. A failure tells what the journal
    /// has of the unit, and what the command said.
    /// </summary>
    private static void Act(Host host, Resource desired, string verb)
    {
        try
        {
            if (verb != "stop")
            {
                ReloadUnits(host, desired);
            }
            ServiceCommands.RunOr(
                host,
                desired,
                verb,
                () =>
                {
                    if (verb == "start")
                    {
                        Change(host, desired, "unmask");
                    }
                    Systemctl(host, verb, desired);
                }
            );
        }
        catch (HostException failure)
        {
            var name = NameOf(desired);
            var journal = HostTool
                .Ask(host, "journalctl", "-n", "50", "--since", "5 minutes ago", "-u", name, "--no-pager")
                .Output.TrimEnd();
            throw new HostException(
                $"Systemd {verb} for {name} failed!\njournalctl log for {name}:\n{journal}\n{failure.Message}",
                failure
            );
        }
    }

    private static void Enable(Host host, Resource desired, string wanted)
    {
        if (wanted == "true")
        {
            Change(host, desired, "unmask");
        }
        if (wanted == "mask" && Ask(host, "cat", NameOf(desired)).Succeeded)
        {
            Change(host, desired, "disable");
        }
        Change(
            host,
            desired,
            wanted switch
            {
                "true" => "enable",
                "false" => "disable",
                _ => wanted,
            }
        );
    }

    /// <summary>Changes how the unit starts with the machine.</summary>
    private static void Change(Host host, Resource desired, string verb)
    {
        try
        {
            Systemctl(host, verb, desired);
        }
        catch (HostException failure)
        {
            throw new HostException($"Could not {verb} {NameOf(desired)}: {failure.Message}", failure);
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
