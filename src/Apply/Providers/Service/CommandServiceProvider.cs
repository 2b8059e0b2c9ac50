using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Services of a running machine that commands start and stop: the manifest's own, or an init system's.
/// Without any a process whose command line matches <c>pattern</c> is the service.
/// </summary>
internal abstract class CommandServiceProvider(string name) : Provider("service", name)
{
    public override bool IsRefreshable => true;

    public override bool IsSuitable(Host host, Facts facts) => host.Stage == Stage.Host;

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
        if (ServiceCommands.IsLookedAt(desired, "enable") && IsEnabled(host, desired) is { } isEnabled)
        {
            observed["enable"] = isEnabled ? "true" : "false";
        }
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes) =>
        changes.Each(change =>
        {
            if (change.Property == "enable")
            {
                Enable(host, desired, change.DesiredText == "true");
                return;
            }
            if (change.DesiredText == "running")
            {
                Start(host, desired);
            }
            else
            {
                Stop(host, desired);
            }
            // As the reference does: a service that is started is enabled along with it.
            if (
                desired.Text("enable") is { } enable
                && IsEnabled(host, desired) is { } isEnabled
                && (enable == "true") != isEnabled
            )
            {
                Enable(host, desired, enable == "true");
            }
        });

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (!IsRunning(host, desired))
        {
            return;
        }
        if (desired["restart"] is not null || RestartCommand(host, desired) is not null)
        {
            Do(host, desired, "restart", RestartCommand);
            return;
        }
        Stop(host, desired);
        Start(host, desired);
    }

    public override Resource? Find(Host host, string name) => ServiceCommands.Find(this, host, name);

    protected abstract ImmutableArray<string>? StartCommand(Host host, Resource desired);

    protected virtual ImmutableArray<string>? StopCommand(Host host, Resource desired) => null;

    protected virtual ImmutableArray<string>? RestartCommand(Host host, Resource desired) => null;

    protected virtual ImmutableArray<string>? StatusCommand(Host host, Resource desired) => null;

    /// <summary>Whether it starts with the machine; null where nobody keeps that.</summary>
    protected virtual bool? IsEnabled(Host host, Resource desired) => null;

    protected virtual void Enable(Host host, Resource desired, bool isWanted) { }

    protected virtual void Start(Host host, Resource desired) => Do(host, desired, "start", StartCommand);

    protected virtual void Stop(Host host, Resource desired)
    {
        if (desired["stop"] is not null || StopCommand(host, desired) is not null)
        {
            Do(host, desired, "stop", StopCommand);
        }
        else if (ProcessTable.Find(host, PatternOf(desired)) is { } process)
        {
            HostTool.Run(host, "kill", process.ToString(CultureInfo.InvariantCulture));
        }
    }

    protected virtual bool IsRunning(Host host, Resource desired) =>
        ServiceCommands.Status(host, desired)
        ?? (
            StatusCommand(host, desired) is { } command
                ? HostTool.Ask(host, command).Succeeded
                : ProcessTable.Find(host, PatternOf(desired)) is not null
        );

    protected static bool HasStatus(Resource desired) => desired.Text("hasstatus") != "false";

    protected static bool HasRestart(Resource desired) => desired.Text("hasrestart") == "true";

    private static string PatternOf(Resource desired) =>
        desired.Text("pattern") ?? desired.Text("binary") ?? NameOf(desired);

    /// <param name="usual">How it is done where the manifest names no command; not asked otherwise.</param>
    private static void Do(
        Host host,
        Resource desired,
        string verb,
        Func<Host, Resource, ImmutableArray<string>?> usual
    )
    {
        var command = desired[verb] is null ? usual(host, desired) : null;
        try
        {
            ServiceCommands.RunOr(host, desired, verb, () => HostTool.Run(host, command!.Value));
        }
        catch (HostException failure)
        {
            throw new HostException($"Could not {verb} {desired.Reference}: {failure.Message}", failure);
        }
    }
}
