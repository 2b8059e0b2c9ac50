using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MailaliasResourceType() : ResourceType("mailalias")
{
    public override string Doc => "A line of the mail system's alias file.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("recipient") with
        {
            IsList = true,
        },
        .. Properties("file", "target"),
    ];
}
