using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ConcatFileResourceType() : ResourceType("concat_file")
{
    public override string Doc => "A file put together from fragments (puppetlabs-concat).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("path"),
        Property("ensure", "present", "absent"),
        .. Parameters("owner", "group", "mode"),
        Parameter("order", "alpha", "numeric"),
        Parameter("backup"),
        Switch("replace"),
        Parameter("validate_cmd"),
        Switch("ensure_newline"),
        Parameter("format", "plain", "yaml", "json", "json-array", "json-pretty", "json-array-pretty"),
        .. Switches("force", "selinux_ignore_defaults"),
        .. Parameters("selrange", "selrole", "seltype", "seluser"),
        Switch("show_diff"),
    ];
}
