using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ResourcesResourceType() : ResourceType("resources")
{
    public override string Doc => "All resources of a type: those the catalog does not name may be purged.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Switch("purge"),
        Parameter("unless_system_user", "true", "false") with
        {
            Pattern = @"^\d+$",
        },
        Parameter("unless_uid"),
    ];
}
