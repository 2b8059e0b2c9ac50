using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class CronResourceType() : ResourceType("cron")
{
    public override string Doc => "A line of an account's crontab.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Properties("command", "special", "minute", "hour", "weekday", "month", "monthday"),
        Property("environment") with
        {
            IsList = true,
        },
        .. Properties("user", "target"),
    ];
}
