using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MountResourceType() : ResourceType("mount")
{
    public override string Doc => "A mounted file system and its line in `/etc/fstab`.";

    protected override string ProviderTable => "parsed";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name") with
        {
            Doc = "The directory it is mounted on.",
        },
        Parameter("provider"),
        Property("ensure", "defined|present", "unmounted", "absent", "mounted") with
        {
            Doc =
                "`mounted`: in the table and mounted; `unmounted`: in the table only; `present`: in the "
                + "table, mounted or not; `absent`: neither.",
        },
        Property("device") with
        {
            Doc = "What is mounted: a device, a UUID, a network path.",
        },
        Property("blockdevice") with
        {
            Doc = "The device to check (Solaris only).",
        },
        Property("fstype") with
        {
            Doc = "The kind of file system.",
        },
        Property("options") with
        {
            Doc = "Mount options, comma-separated, as fstab(5) takes them.",
        },
        Property("pass") with
        {
            Doc = "When it is checked at boot; 0 never.",
        },
        Property("atboot") with
        {
            Doc = "Whether it is mounted at boot, where the table has a column for that.",
        },
        Property("dump") with
        {
            Pattern = "(0|1)",
            Doc = "Whether dump(8) saves it.",
        },
        Property("target") with
        {
            Doc = "The table, when it is not `/etc/fstab`.",
        },
        Boolean("remounts") with
        {
            Doc = "Whether a refresh may use `mount -o remount`.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        FilePath
            .Ancestors(resource["name"]!.ToString())
            .Select(parent => new ResourceReference("Mount", parent));

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        var text = value.ToString();
        var sentence = attribute.Name switch
        {
            "blockdevice" or "fstype" or "options" when text.Any(char.IsWhiteSpace) =>
                $"{attribute.Name} must not contain whitespace: {text}",
            "fstype" or "options" when text.Length == 0 => $"{attribute.Name} must not be an empty string",
            _ => null,
        };
        return sentence is not null ? throw new AttributeException(sentence)
            : attribute.Name == "name" && text.Length > 1 && text.TrimEnd('/') is { Length: > 0 } point
                ? point
            : value;
    }

    /// <summary>What is managed at all has numbers for dump and pass.</summary>
    protected override void Complete(ResourceDraft draft)
    {
        if (Attributes.Any(a => a.Kind == AttributeKind.Property && draft[a.Name] is not null))
        {
            draft["pass"] ??= 0;
            draft["dump"] ??= 0;
        }
    }
}
