using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ServiceResourceType() : ResourceType("service")
{
    public override string Doc => "A program that runs in the background: started, stopped, enabled at boot.";

    public override string? FeatureFor(string attribute) =>
        attribute switch
        {
            "enable" => "enableable",
            "logonaccount" or "logonpassword" => "manages_logon_credentials",
            "flags" => "flaggable",
            "timeout" => "configurable_timeout",
            _ => null,
        };

    public override string? FeatureFor(string attribute, string value) =>
        (attribute, value) switch
        {
            ("enable", "mask") => "maskable",
            ("enable", "manual") => "manual_startable",
            ("enable", "delayed") => "delayed_startable",
            _ => null,
        };

    protected override string ProviderTable =>
        """
            base;
            bsd: enableable;
            daemontools: enableable;
            debian: enableable;
            freebsd: enableable;
            gentoo: enableable;
            init;
            launchd: enableable;
            openbsd: enableable flaggable;
            openrc: enableable;
            openwrt: enableable;
            rcng: enableable;
            redhat: enableable;
            runit: enableable;
            service;
            smf: enableable;
            src: enableable;
            systemd: enableable maskable;
            upstart: enableable;
            windows: configurable_timeout delayed_startable enableable manages_logon_credentials
              manual_startable
            """;

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "stopped|false", "running|true"),
        Property("enable", "true", "false", "manual", "mask", "delayed"),
        .. Properties("logonaccount", "flags"),
        .. Parameters("logonpassword", "binary"),
        Boolean("hasstatus"),
        .. Parameters("path", "pattern", "restart", "start", "status", "stop", "control"),
        Boolean("hasrestart"),
        .. Parameters("manifest", "timeout"),
    ];
}
