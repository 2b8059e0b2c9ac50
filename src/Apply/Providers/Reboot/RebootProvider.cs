using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Restarts of a running machine, when something that they are notified of has changed
/// (puppetlabs-reboot). What is being built has nothing to restart: there it is only told.
/// </summary>
internal abstract class RebootProvider(string name) : Provider("reboot", name)
{
    private const int MinuteSeconds = 60;

    public override bool IsRefreshable => true;

    public override Observed Observe(Host host, Resource desired) => new();

    public override void Enforce(Host host, Resource desired, ChangeSet changes) { }

    public override void Refresh(Host host, Resource desired, ChangeSet changes)
    {
        if (!host.IsFirstTime("reboot"))
        {
            return;
        }
        if (host.Stage != Stage.Host || !host.RunsPrograms)
        {
            changes.Log(LogLevel.Notice, "Nothing to reboot: what is built here is not running");
            return;
        }
        changes.LogPlainly(
            LogLevel.Notice,
            $"Scheduling system reboot with message: \"{desired.Text("message")}\""
        );
        var shutdown =
            Programs.Find(host, "shutdown") ?? throw new HostException("The shutdown command was not found.");
        var seconds = int.Parse(desired.Text("timeout") ?? "60", CultureInfo.InvariantCulture);
        var minutes = (seconds + MinuteSeconds - 1) / MinuteSeconds;
        if (seconds % MinuteSeconds != 0)
        {
            changes.LogPlainly(
                LogLevel.Warning,
                $"Shutdown command on this system specifies time in minutes, rounding {seconds} seconds up to "
                    + $"{minutes} minutes."
            );
        }
        host.End.Leave(() => HostTool.Run(host, shutdown, "-r", $"+{minutes}", desired.Text("message")!));
        if (desired.Text("apply") != "finished")
        {
            host.End.ComeEarly();
        }
    }
}
