using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Writes the message of a <c>notify</c> resource into the log of every run.</summary>
internal sealed class NotifyProvider() : Provider("notify", "log")
{
    public override string? ReportedName => null;

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = new Observed();
        // Messages are never in sync: the reference shows each at every run.
        observed.Set("message", new Finding("absent") { IsInSync = false });
        return observed;
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var wanted = desired["message"];
        var message = wanted is SensitiveValue ? wanted.ToString()! : changes["message"]!.DesiredText;
        var level = LogLevels.Parse(desired.Text("loglevel")) ?? LogLevel.Notice;
        if (desired["withpath"] is { IsTrue: true })
        {
            changes.Log(level, message, "message");
        }
        else
        {
            changes.LogPlainly(level, message);
        }
    }
}
