using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class SshkeyResourceType() : ResourceType("sshkey")
{
    public override string Doc => "A host key in a `known_hosts` file.";

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
        ),
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("key"),
        Property("host_aliases") with
        {
            IsList = true,
        },
        Property("target"),
    ];
}
