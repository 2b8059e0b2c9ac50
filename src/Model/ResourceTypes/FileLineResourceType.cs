using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class FileLineResourceType() : ResourceType("file_line")
{
    public override string Doc => "A line in a file (puppetlabs-stdlib).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("line"),
        Parameter("match"),
        .. Booleans("match_for_absence", "multiple"),
        .. Parameters("after", "path"),
        .. Booleans("replace", "replace_all_matches_not_matching_line"),
        Parameter("encoding"),
        Boolean("append_on_no_match"),
    ];
}
