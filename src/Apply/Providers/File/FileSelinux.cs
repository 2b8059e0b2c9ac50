using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The context that SELinux gives a file: user, role, type and range. Where SELinux is off there is none, and
/// what a manifest says of it is passed over.
/// </summary>
internal static class FileSelinux
{
    private static readonly ImmutableArray<(string Attribute, string Option)> Parts =
    [
        ("seluser", "-u"),
        ("selrole", "-r"),
        ("seltype", "-t"),
        ("selrange", "-l"),
    ];

    public static void Observe(Host host, Resource desired, string path, Observed observed)
    {
        if (!IsOn(host))
        {
            return;
        }
        var present = Context(HostTool.Ask(host, "stat", "-c", "%C", path));
        var wanted = Wanted(host, desired, path);
        for (var i = 0; i < Parts.Length; i++)
        {
            if (i < present.Length)
            {
                observed.Set(
                    Parts[i].Attribute,
                    new Finding(present[i]) { Becomes = wanted[i] is { } part ? new StringValue(part) : null }
                );
            }
        }
    }

    /// <summary>Sets one part of the context, or all that are wanted of a file that is new.</summary>
    public static void Set(Host host, Resource desired, string path, string? attribute = null)
    {
        if (!IsOn(host))
        {
            return;
        }
        var wanted = Wanted(host, desired, path);
        for (var i = 0; i < Parts.Length; i++)
        {
            if (wanted[i] is { } part && (attribute is null || attribute == Parts[i].Attribute))
            {
                HostTool.Run(host, "chcon", "-h", Parts[i].Option, part, path);
            }
        }
    }

    /// <summary>What the manifest says, and else the policy's own idea of the path.</summary>
    private static string?[] Wanted(Host host, Resource desired, string path)
    {
        var wanted = Parts.Select(part => desired.Text(part.Attribute)).ToArray();
        if (desired.Text("selinux_ignore_defaults") == "true" || !wanted.Contains(null))
        {
            return wanted;
        }
        var usual = Context(HostTool.Ask(host, "matchpathcon", "-n", path));
        return [.. wanted.Select((part, i) => part ?? (i < usual.Length ? usual[i] : null))];
    }

    private static bool IsOn(Host host) =>
        host.Stage == Stage.Host && host.RunsPrograms && host.Exists("/sys/fs/selinux/enforce");

    /// <summary>A range has colons of its own.</summary>
    private static string[] Context(ProcessResult answer) =>
        answer.Succeeded && answer.Output.Contains(':') ? answer.Output.Trim().Split(':', 4) : [];
}
