using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Services by their scripts, as System V had them.</summary>
internal abstract class InitScriptProvider(string name) : CommandServiceProvider(name)
{
    private static readonly ImmutableArray<string> Folders = ["/etc/init.d", "/etc/rc.d/init.d", "/etc/rc.d"];

    public override IEnumerable<Resource> Instances(Host host)
    {
        var folder = Folders.FirstOrDefault(one => host.Status(one) is { Kind: Unix.FileKind.Directory });
        return (folder is null ? [] : host.List(folder))
            .Where(script => (script.Status.Permissions & 0b001_001_001) != 0)
            .Where(script => script.Status.Kind == Unix.FileKind.File)
            .Select(script => ServiceCommands.Find(this, host, script.Name));
    }

    protected override ImmutableArray<string>? StartCommand(Host host, Resource desired) =>
        [Script(host, desired), "start"];

    protected override ImmutableArray<string>? StopCommand(Host host, Resource desired) =>
        [Script(host, desired), "stop"];

    protected override ImmutableArray<string>? RestartCommand(Host host, Resource desired) =>
        HasRestart(desired) ? [Script(host, desired), "restart"] : null;

    protected override ImmutableArray<string>? StatusCommand(Host host, Resource desired) =>
        HasStatus(desired) ? [Script(host, desired), "status"] : null;

    protected static string Script(Host host, Resource desired) =>
        TryScript(host, desired)
        ?? throw new HostException($"Could not find init script for '{NameOf(desired)}'");

    private static string? TryScript(Host host, Resource desired)
    {
        var own = desired["path"] switch
        {
            ArrayValue list => list.Items.Select(item => item.ToString()),
            { } text => text.ToString().Split(':'),
            null => Folders,
        };
        var folders = own.ToList();
        return new[] { "", ".sh" }
            .SelectMany(end => folders.Select(folder => $"{folder}/{NameOf(desired)}{end}"))
            .FirstOrDefault(host.Exists);
    }
}
