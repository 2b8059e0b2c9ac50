using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class SshAuthorizedKeyResourceType() : ResourceType("ssh_authorized_key")
{
    public override string Doc => "A public key that may log in to an account.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
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
        ),
        .. Properties("key", "user", "target"),
        Property("options") with
        {
            IsList = true,
        },
        Switch("drop_privileges"),
    ];
}
