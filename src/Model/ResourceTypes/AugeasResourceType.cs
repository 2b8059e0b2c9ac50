using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AugeasResourceType() : ResourceType("augeas")
{
    public override string Doc => "Changes of a configuration file made through a lens.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("returns"),
        .. Parameters("context", "onlyif", "changes", "root", "load_path", "force"),
        Boolean("type_check"),
        .. Parameters("lens", "incl"),
        Switch("show_diff"),
    ];
}
