using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

internal sealed partial class SshAuthorizedKeyResourceType() : ResourceType("ssh_authorized_key")
{
    public override string Doc => "A public key that may log in to an account.";

    protected override string ProviderTable => "parsed";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name") with
        {
            Doc = "The key's comment; it tells the key from others.",
        },
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property(
            "type",
            "ssh-dss|dsa",
            "ssh-rsa|rsa",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "ssh-ed25519|ed25519",
            "sk-ecdsa-sha2-nistp256@openssh.com|ecdsa-sk",
            "sk-ssh-ed25519@openssh.com|ed25519-sk",
            "ssh-rsa-cert-v01@openssh.com",
            "ssh-ed25519-cert-v01@openssh.com",
            "ssh-dss-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com"
        ) with
        {
            Doc = "The kind of key.",
        },
        Property("key") with
        {
            Doc = "The key in base64, without its type and comment.",
        },
        Property("user") with
        {
            Doc = "The account the key logs in to.",
        },
        Property("target") with
        {
            Doc = "The file, when it is not the account's `~/.ssh/authorized_keys`.",
        },
        Property("options") with
        {
            IsList = true,
            Doc = "Options of the key, one an item (sshd(8)).",
            Default = "absent",
        },
        Switch("drop_privileges") with
        {
            Default = true,
            Doc = "Whether the file is written as the account would write it.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        if (resource.Text("user") is { } user)
        {
            yield return new("User", user);
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        var text = value.ToString();
        var sentence = attribute.Name switch
        {
            "key" when text.Any(char.IsWhiteSpace) => $"Key must not contain whitespace: {text}",
            "options" when text != "absent" && !Option().IsMatch(text) =>
                $"Option {text} is not valid. A single option must either be of the form 'option' or "
                    + "'option=\"value\"'. Multiple options must be provided as an array",
            _ => null,
        };
        return sentence is null ? value : throw new AttributeException(sentence);
    }

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);

    protected override IEnumerable<string> Check(ResourceDraft draft) =>
        draft["user"] is null && draft["target"] is null ? ["Attribute 'user' or 'target' is mandatory"] : [];

    [GeneratedRegex("""^[-a-z0-9A-Z_]+(?:=\".*?\")?$""", RegexOptions.Multiline)]
    private static partial Regex Option();
}
