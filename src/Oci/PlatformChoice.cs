namespace Bunraku.Oci;

/// <summary>Which manifest of an index serves a platform.</summary>
internal static class PlatformChoice
{
    /// <summary>The first that fits, as image-index.md asks; an entry without a platform fits any.</summary>
    public static Descriptor From(Index index, Platform wanted, string name)
    {
        foreach (var descriptor in index.Manifests)
        {
            if (
                MediaTypes.IsManifest(descriptor.MediaType)
                && (descriptor.Platform is null || wanted.Accepts(descriptor.Platform))
            )
            {
                return descriptor;
            }
        }
        var offered = index.Manifests.Select(descriptor => descriptor.Platform).OfType<Platform>().Distinct();
        throw new OciException(OciDiagnostics.PlatformMissing(name, wanted, offered));
    }
}
