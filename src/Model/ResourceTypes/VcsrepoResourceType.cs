using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class VcsrepoResourceType() : ResourceType("vcsrepo")
{
    public override string Doc => "A checkout of a version control repository (puppetlabs-vcsrepo).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("path"),
        Parameter("provider"),
        Property("ensure", "present", "bare", "absent", "latest"),
        Property("revision") with
        {
            Pattern = @"^\S+$",
        },
        .. Parameters("source", "fstype", "owner", "group", "user", "excludes"),
        Boolean("force"),
        .. Parameters(
            "compression",
            "basic_auth_username",
            "basic_auth_password",
            "identity",
            "module",
            "remote",
            "configuration",
            "cvs_rsh",
            "depth",
            "branch",
            "p4config"
        ),
        Boolean("submodules"),
        Parameter("conflict"),
    ];
}
