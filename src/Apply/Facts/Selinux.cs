using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Whether SELinux is on, and how: where its file system is mounted and a configuration exists.
/// </summary>
internal static class Selinux
{
    private const string Configuration = "/etc/selinux/config";

    public static HashValue Describe(Host host)
    {
        var mount = MountedSystem.Of(host).FirstOrDefault(mount => mount.Kind == "selinuxfs");
        var settings = host.Stage == Stage.Host && mount is not null ? host.TryLine(Configuration) : null;
        if (settings is null)
        {
            return HashValue.Of(("enabled", false));
        }
        var isEnforced = host.TryLine($"{mount!.Path}/enforce") == "1";
        var facts = new HashValue.Builder();
        Set("config_mode", Setting(settings, "SELINUX="));
        Set("config_policy", Setting(settings, "SELINUXTYPE="));
        facts["current_mode"] = isEnforced ? "enforcing" : "permissive";
        facts["enabled"] = true;
        facts["enforced"] = isEnforced;
        Set("policy_version", host.TryLine($"{mount.Path}/policyvers"));
        return facts.Build();

        void Set(string key, string? value)
        {
            if (value is not null)
            {
                facts[key] = value;
            }
        }
    }

    private static string? Setting(string text, string name) =>
        text.Split('\n')
            .LastOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?[name.Length..].Trim();
}
