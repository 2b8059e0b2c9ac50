using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AlternativeEntryResourceType() : ResourceType("alternative_entry")
{
    public override string Doc => "An alternative of a command (voxpupuli-alternatives).";

    protected override string ProviderTable => "dpkg; rpm";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        .. Parameters("altlink", "provider"),
        Property("ensure", "present", "absent"),
        .. Properties("altlink_ro", "altname", "priority"),
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "name" or "altlink" when !FilePath.IsAbsolute(value.ToString()) => throw new AttributeException(
                "path must be a fully qualified path"
            ),
            "priority" when WholeNumber(value) is not IntegerValue => throw new AttributeException(
                "priority must be an integer"
            ),
            _ => value,
        };

    /// <summary>A title may name the link too: <c>/usr/bin/vim.basic:/usr/bin/vi</c>.</summary>
    protected override void Complete(ResourceDraft draft)
    {
        var name = draft.Text("name")!;
        if (name.LastIndexOf(':') is > 0 and var colon)
        {
            draft["name"] = name[..colon];
            draft["altlink"] ??= name[(colon + 1)..];
        }
        WantPresence(draft);
    }
}
