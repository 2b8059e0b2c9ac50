using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ScheduleResourceType() : ResourceType("schedule")
{
    public override string Doc => "The hours and the rate at which resources may be managed.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("range"),
        Parameter("periodmatch", "number", "distance"),
        Parameter("period", "hourly", "daily", "weekly", "monthly", "never"),
        .. Parameters("repeat", "weekday"),
    ];
}
