using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class VcsrepoResourceType() : ResourceType("vcsrepo")
{
    public override string Doc => "A checkout of a version control repository (puppetlabs-vcsrepo).";

    protected override string ProviderTable => "bzr; cvs; dummy; git; hg; p4; svn";

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
        Boolean("force") with
        {
            Default = false,
            Doc = "Whether what is at the path makes room.",
        },
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
        Boolean("submodules") with
        {
            Default = true,
            Doc = "Whether submodules are checked out too.",
        },
        Parameter("conflict"),
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        [new("Package", "git"), new("Package", "git-core")];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name == "path" && !FilePath.IsAbsolute(value.ToString())
            ? throw new AttributeException($"Path must be absolute: {value}")
            : value;
}
