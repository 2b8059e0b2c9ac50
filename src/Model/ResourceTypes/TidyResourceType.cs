using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class TidyResourceType() : ResourceType("tidy")
{
    public override string Doc => "Old or big files that are removed.";

    public override bool IsIsomorphic => false;

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("path"),
        Parameter("recurse", "true", "false", "inf") with
        {
            Pattern = "^[0-9]+$",
        },
        Parameter("max_files") with
        {
            Pattern = "^[0-9]+$",
        },
        .. Parameters("matches", "backup", "age", "size"),
        Parameter("type", "atime", "mtime", "ctime"),
        Switch("rmdirs"),
    ];
}
