using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class FilebucketResourceType() : ResourceType("filebucket")
{
    public override string Doc => "A store that keeps earlier contents of files.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [NameParameter("name"), .. Parameters("server", "port", "path")];
}
