using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class YumrepoResourceType() : ResourceType("yumrepo")
{
    public override string Doc => "A package archive that yum or dnf reads.";

    protected override string ProviderTable => "inifile";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Parameter("target"),
        .. Properties(
            "descr",
            "mirrorlist",
            "baseurl",
            "enabled",
            "gpgcheck",
            "payload_gpgcheck",
            "repo_gpgcheck",
            "gpgkey",
            "mirrorlist_expire",
            "include",
            "exclude",
            "gpgcakey",
            "includepkgs",
            "enablegroups",
            "failovermethod",
            "keepalive",
            "retries",
            "http_caching",
            "timeout",
            "metadata_expire",
            "minrate",
            "protect",
            "priority",
            "throttle",
            "bandwidth",
            "cost",
            "proxy",
            "proxy_username",
            "proxy_password",
            "s3_enabled",
            "sslcacert",
            "sslverify",
            "sslclientcert",
            "sslclientkey",
            "metalink",
            "assumeyes",
            "deltarpm_percentage",
            "deltarpm_metadata_percentage",
            "username",
            "password",
            "skip_if_unavailable",
            "module_hotfixes"
        ),
    ];

    /// <summary>The values that are true or false; a word is written with a capital.</summary>
    private static readonly string[] Switched =
    [
        "enabled",
        "gpgcheck",
        "payload_gpgcheck",
        "repo_gpgcheck",
        "enablegroups",
        "keepalive",
        "protect",
        "s3_enabled",
        "sslverify",
        "assumeyes",
        "skip_if_unavailable",
        "module_hotfixes",
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        var text = value.ToString();
        if (!Switched.Contains(attribute.Name) || text is "absent" or "")
        {
            return value;
        }
        return text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "0" or "1"
            ? char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant()
            : throw new AttributeException(
                $"Invalid value {Inspect(value)}. Valid values are absent. Valid values match "
                    + "/^(True|False|0|1|No|Yes)$/."
            );
    }

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);
}
