using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ServiceResourceType() : ResourceType("service")
{
    public override string Doc => "A program that runs in the background: started, stopped, enabled at boot.";

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

    /// <summary>Two ways to start are of Windows alone, and no provider here has them.</summary>
    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        if (draft["enable"]?.ToString() is ("manual" or "delayed") and var way)
        {
            var provider = draft["provider"] is { } name ? $"Provider {name}" : "Provider";
            yield return $"{provider} must have features '{way}_startable' to set 'enable' to '{way}'";
        }
    }
}
