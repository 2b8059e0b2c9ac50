using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AptKeyResourceType() : ResourceType("apt_key")
{
    public override string Doc => "A key that signs package archives (puppetlabs-apt).";

    protected override string ProviderTable => "apt_key";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("id") with
        {
            Pattern = @"\A(0x)?([0-9a-fA-F]{8}|[0-9a-fA-F]{16}|[0-9a-fA-F]{40})\Z",
        },
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Properties("fingerprint", "long", "short", "expired", "expiry", "size", "type", "created"),
        Parameter("content") with
        {
            Doc = "The key itself.",
        },
        Parameter("source") with
        {
            Pattern = @"\Ahttps?://|\Aftp://|\A/\w+",
            Doc = "The file or address that has it.",
        },
        Parameter("server") with
        {
            Pattern =
                @"\A((hkp|hkps|http|https)://)?([a-z\d])([a-z\d-]{0,61}\.)+[a-z\d]+(:\d{2,5})?(/[a-zA-Z\d\-_.]+)*/?$",
            Default = "keyserver.ubuntu.com",
            Doc = "The key server that has it.",
        },
        Parameter("options") with
        {
            Doc = "Options for the key server.",
        },
        Switch("refresh") with
        {
            Default = false,
            Doc = "Whether an expired key is fetched anew.",
        },
        Switch("weak_ssl") with
        {
            Default = false,
            Doc = "Whether the source's certificate may be any.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        if (resource.Text("source") is { } source && FilePath.IsAbsolute(source))
        {
            yield return new("File", source);
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name == "id"
            ? (value.ToString() is ['0', 'x', .. var digits] ? digits : value.ToString()).ToUpperInvariant()
            : value;

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        if (draft.Text("refresh") == "true" && draft.Text("ensure") == "absent")
        {
            yield return "ensure => absent and refresh => true are mutually exclusive";
        }
        if (draft["content"] is not null && draft["source"] is not null)
        {
            yield return "The properties content and source are mutually exclusive.";
        }
    }
}
