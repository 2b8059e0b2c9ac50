using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Upstart's jobs (<c>/etc/init/NAME.conf</c>): a line <c>manual</c> in an override disables
/// one.</summary>
internal sealed class UpstartProvider() : CommandServiceProvider("upstart")
{
    private const string Initctl = "/sbin/initctl";

    public override bool IsSuitable(Host host, Facts facts) =>
        base.IsSuitable(host, facts) && host.Exists(Initctl) && host.Exists("/etc/init");

    public override int Preference(Facts facts) => 12;

    protected override ImmutableArray<string>? StartCommand(Host host, Resource desired) =>
        ["/sbin/start", NameOf(desired)];

    protected override ImmutableArray<string>? StopCommand(Host host, Resource desired) =>
        ["/sbin/stop", NameOf(desired)];

    protected override ImmutableArray<string>? RestartCommand(Host host, Resource desired) =>
        HasRestart(desired) ? ["/sbin/restart", NameOf(desired)] : null;

    protected override bool IsRunning(Host host, Resource desired) =>
        ServiceCommands.Status(host, desired)
        ?? HostTool
            .Ask(host, "/sbin/status", NameOf(desired))
            .Output.Contains("start/", StringComparison.Ordinal);

    protected override bool? IsEnabled(Host host, Resource desired)
    {
        var job = host.ReadText(JobOf(desired, "conf")) ?? "";
        var changes = host.ReadText(JobOf(desired, "override")) ?? "";
        // What the override says last counts.
        return changes.Length > 0 && (IsManual(changes) || StartsOn(changes))
            ? !IsManual(changes)
            : !IsManual(job) && StartsOn(job);
    }

    protected override void Enable(Host host, Resource desired, bool isWanted)
    {
        var path = JobOf(desired, "override");
        var kept = string.Concat(
            (host.ReadText(path) ?? "")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line.Trim() != "manual")
                .Select(line => line + "\n")
        );
        host.WriteText(path, isWanted ? kept : kept + "manual\n");
    }

    private static bool IsManual(string text) => text.Split('\n').Any(line => line.Trim() == "manual");

    private static bool StartsOn(string text) =>
        text.Split('\n')
            .Any(line =>
                line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is ["start", "on", ..]
            );

    private static string JobOf(Resource desired, string end) => $"/etc/init/{NameOf(desired)}.{end}";
}
