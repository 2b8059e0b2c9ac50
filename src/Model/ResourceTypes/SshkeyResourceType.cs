using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class SshkeyResourceType() : ResourceType("sshkey")
{
    public override string Doc => "A host key in a `known_hosts` file.";

    /// <summary>A host may have a key of each type.</summary>
    public override bool IsIsomorphic => false;

    protected override string ProviderTable => "parsed";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        Parameter(
            "type",
            "ssh-dss|dsa",
            "ssh-ed25519|ed25519",
            "ssh-rsa|rsa",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ecdsa-sha2-nistp256@openssh.com|ecdsa-sk",
            "sk-ssh-ed25519@openssh.com|ed25519-sk"
        ) with
        {
            Doc = "The kind of key; a title `NAME@TYPE` says it too.",
        },
        NameParameter("name") with
        {
            Doc = "The host's name.",
        },
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("key") with
        {
            Doc = "The key in base64, without its type and comment.",
        },
        Property("host_aliases") with
        {
            IsList = true,
            Doc = "Other names and addresses of the host.",
        },
        Property("target") with
        {
            Doc = "The file, when it is not `/etc/ssh/ssh_known_hosts`.",
        },
    ];

    /// <summary>A resource is told with the type of its key: a host may have several.</summary>
    public override ResourceNormalization Normalize(Resource resource)
    {
        var normal = base.Normalize(resource);
        var canonical = normal.Resource;
        return canonical["type"] is { } type
            ? normal with
            {
                Resource = canonical with
                {
                    Reference = canonical.Reference with { Title = $"{canonical["name"]}@{type}" },
                },
            }
            : normal;
    }

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        var text = value.ToString();
        var sentence = (
            attribute.Name,
            HasBlank: text.Any(char.IsWhiteSpace),
            HasComma: text.Contains(',')
        ) switch
        {
            ("host_aliases", true, _) => "Aliases cannot include whitespace",
            ("host_aliases", _, true) => "Aliases must be provided as an array, not a comma-separated list",
            ("name", true, _) => "Resourcename cannot include whitespaces",
            ("name", _, true) => "No comma in resourcename allowed. If you want to specify aliases use the "
                + "host_aliases property",
            _ => null,
        };
        return sentence is null ? value : throw new AttributeException(sentence);
    }

    protected override void Complete(ResourceDraft draft)
    {
        var name = draft.Text("name")!;
        if (name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
        {
            draft["name"] = name[..at];
            draft["type"] ??= Find("type")!.FindLiteral(name[(at + 1)..]) ?? name[(at + 1)..];
        }
        WantPresence(draft);
    }
}
