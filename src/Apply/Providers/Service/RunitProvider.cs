using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Services that runit supervises: a link in its folder enables one, <c>sv</c> starts it.</summary>
internal sealed class RunitProvider() : CommandServiceProvider("runit")
{
    private const string Sv = "/usr/bin/sv";
    private static readonly ImmutableArray<string> Supervised = ["/service", "/etc/service", "/var/service"];
    private static readonly ImmutableArray<string> Daemons = ["/var/lib/service", "/etc/sv"];

    public override bool IsSuitable(Host host, Facts facts) =>
        base.IsSuitable(host, facts) && host.Exists(Sv);

    public override int Preference(Facts facts) => -2;

    public override IEnumerable<Resource> Instances(Host host) =>
        Daemons
            .Where(folder => host.Status(folder) is not null)
            .Take(1)
            .SelectMany(folder => host.List(folder))
            .Where(entry => host.Exists(entry.Path + "/run"))
            .Select(entry => ServiceCommands.Find(this, host, entry.Name));

    protected override ImmutableArray<string>? StartCommand(Host host, Resource desired) =>
        [Sv, "start", ServiceOf(host, desired)];

    protected override ImmutableArray<string>? StopCommand(Host host, Resource desired) =>
        [Sv, "stop", ServiceOf(host, desired)];

    protected override ImmutableArray<string>? RestartCommand(Host host, Resource desired) =>
        [Sv, "restart", ServiceOf(host, desired)];

    protected override bool IsRunning(Host host, Resource desired) =>
        ServiceCommands.Status(host, desired)
        ?? HostTool
            .Ask(host, Sv, "status", DaemonOf(host, desired))
            .Output.StartsWith("run: ", StringComparison.Ordinal);

    protected override bool? IsEnabled(Host host, Resource desired) =>
        host.LinkStatus(ServiceOf(host, desired)) is { Kind: Unix.FileKind.Symlink };

    protected override void Enable(Host host, Resource desired, bool isWanted)
    {
        var link = ServiceOf(host, desired);
        var isThere = host.LinkStatus(link) is not null;
        if (isWanted && !isThere)
        {
            host.CreateLink(link, DaemonOf(host, desired));
        }
        else if (!isWanted && isThere)
        {
            host.Delete(link);
        }
    }

    protected override void Start(Host host, Resource desired)
    {
        if (IsEnabled(host, desired) == false)
        {
            // runsvdir looks every five seconds.
            Enable(host, desired, isWanted: true);
            HostTool.Run(host, "sleep", "5");
        }
        base.Start(host, desired);
    }

    private static string ServiceOf(Host host, Resource desired) =>
        FilePath.Join(
            Supervised.FirstOrDefault(host.Exists)
                ?? throw new HostException("Could not find service directory"),
            NameOf(desired)
        );

    private static string DaemonOf(Host host, Resource desired) =>
        FilePath.Join(
            desired.Text("path")
                ?? Daemons.FirstOrDefault(host.Exists)
                ?? throw new HostException("runit must specify a path for daemon directory"),
            NameOf(desired)
        );
}
