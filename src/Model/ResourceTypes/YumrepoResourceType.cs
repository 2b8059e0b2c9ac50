using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class YumrepoResourceType() : ResourceType("yumrepo")
{
    public override string Doc => "A package archive that yum or dnf reads.";

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
}
