using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The commands a manifest may give for a service instead of the init system's own.</summary>
internal static class ServiceCommands
{
    /// <summary>Whether somebody wants to know a property: to set it, or by <c>audit</c>.</summary>
    public static bool IsLookedAt(Resource desired, string property) =>
        desired[property] is not null || desired["audit"] is not null;

    /// <summary>What the manifest's own <c>status</c> command says; null when it names none.</summary>
    public static bool? Status(Host host, Resource desired) =>
        desired["status"] is { } status
            ? HostTool.Ask(host, "/bin/sh", "-c", status.ToString()).Succeeded
            : null;

    /// <summary>What a provider sees of a service that no manifest mentions.</summary>
    public static Resource Find(Provider provider, Host host, string name)
    {
        var asked = new Resource(new("Service", name))
        {
            Parameters = [new("name", name), new("ensure", "running"), new("enable", "true")],
        };
        Observed observed;
        try
        {
            observed = provider.Observe(host, asked);
        }
        catch (HostException)
        {
            // Nobody knows it: it does not run, and is not started.
            observed = new Observed();
        }
        return asked with
        {
            Parameters =
            [
                new("ensure", observed["ensure"] ?? "stopped"),
                new("enable", observed["enable"] ?? "false"),
            ],
        };
    }

    /// <summary>
    /// Runs the command of this attribute if the manifest names one, else the init system's way.
    /// </summary>
    public static void RunOr(Host host, Resource desired, string attribute, Action otherwise)
    {
        if (desired[attribute] is { } command)
        {
            HostTool.Run(host, "/bin/sh", "-c", command.ToString());
        }
        else
        {
            otherwise();
        }
    }
}
