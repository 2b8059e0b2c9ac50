using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>SELinux booleans through <c>getsebool</c> and <c>setsebool</c>.</summary>
internal sealed class SelbooleanProvider() : Provider("selboolean", "getsetsebool")
{
    private const string Get = "/usr/sbin/getsebool";
    private const string Set = "/usr/sbin/setsebool";

    public override bool IsSuitable(Host host, Facts facts) => host.Exists(Get) && host.Exists(Set);

    public override Observed Observe(Host host, Resource desired)
    {
        var result = HostTool.Ask(host, Get, NameOf(desired));
        if (!result.Succeeded)
        {
            throw HostTool.Failure(result, [Get, NameOf(desired)]);
        }
        var state = result.Output.Trim();
        return new Observed
        {
            ["value"] =
                state.EndsWith("off", StringComparison.Ordinal) ? "off"
                : state.EndsWith("on", StringComparison.Ordinal) ? "on"
                : throw new HostException($"Invalid response '{state}' returned from getsebool"),
        };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var value = desired.Text("value")!;
        if (desired.Text("persistent") == "true")
        {
            HostTool.Run(host, Set, "-P", NameOf(desired), value);
        }
        else
        {
            HostTool.Run(host, Set, NameOf(desired), value);
        }
    }
}
