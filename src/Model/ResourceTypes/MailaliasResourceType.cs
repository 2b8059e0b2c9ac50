using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MailaliasResourceType() : ResourceType("mailalias")
{
    public override string Doc => "A line of the mail system's alias file.";

    protected override string ProviderTable => "aliases";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name") with
        {
            Doc = "The alias.",
        },
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("recipient") with
        {
            IsList = true,
            Doc = "Where its mail goes.",
        },
        Property("file") with
        {
            Doc = "A file that lists where its mail goes, instead of `recipient`.",
        },
        Property("target") with
        {
            Doc = "The alias file, when it is not `/etc/aliases`.",
        },
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name == "file" && !FilePath.IsAbsolute(value.ToString())
            ? throw new AttributeException($"File paths must be fully qualified, not '{value}'")
            : value;

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);

    protected override IEnumerable<string> Check(ResourceDraft draft) =>
        draft["recipient"] is not null && draft["file"] is not null
            ? ["You cannot specify both a recipient and a file"]
            : [];
}
