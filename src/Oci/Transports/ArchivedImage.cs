using System.Collections.Immutable;

namespace Bunraku.Oci;

/// <summary>An entry of the <c>manifest.json</c> that <c>docker save</c> writes.</summary>
internal sealed record ArchivedImage(
    string Config,
    ImmutableArray<string>? RepoTags,
    ImmutableArray<string> Layers
);
