using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Accounts whose services run without a log-in, through <c>loginctl</c> (puppet-systemd).</summary>
internal sealed class LoginctlUserProvider() : Provider("loginctl_user", "ruby")
{
    private const string Lingering = "/var/lib/systemd/linger";

    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage != Stage.Host || Programs.Find(host, "loginctl") is not null;

    /// <summary>
    /// An account without a session is unknown to <c>loginctl</c>: it has no lingering services. In an image
    /// there is only the file that stands for it.
    /// </summary>
    public override Observed Observe(Host host, Resource desired)
    {
        var lingers =
            host.Stage == Stage.Host
                ? HostTool.Ask(host, "loginctl", "show-user", NameOf(desired), "--property=Linger", "--value")
                    is { Succeeded: true } answer
                    && answer.Output.TrimEnd() == "yes"
                : host.Exists(Mark(desired));
        return new Observed { ["linger"] = lingers ? "enabled" : "disabled" };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var isWanted = desired.Text("linger") == "enabled";
        if (host.Stage == Stage.Host)
        {
            HostTool.Run(host, "loginctl", isWanted ? "enable-linger" : "disable-linger", NameOf(desired));
        }
        else if (isWanted)
        {
            host.CreateDirectories(Lingering);
            host.WriteText(Mark(desired), "");
        }
        else
        {
            host.Delete(Mark(desired));
        }
    }

    public override IEnumerable<Resource> Instances(Host host)
    {
        var users = HostTool.Ask(host, "loginctl", "list-users", "--no-legend");
        return users.Succeeded
            ? users
                .Output.Split('\n')
                .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length > 1)
                .Select(words => Named(host, words[1]))
            : [];
    }

    public override Resource? Find(Host host, string name) => Named(host, name);

    private Resource Named(Host host, string name)
    {
        var resource = new Resource(new("Loginctl_user", name));
        return resource with { Parameters = [new("linger", Observe(host, resource)["linger"]!)] };
    }

    private static string Mark(Resource desired) => FilePath.Join(Lingering, NameOf(desired));
}
