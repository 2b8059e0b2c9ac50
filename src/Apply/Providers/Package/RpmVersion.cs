namespace Bunraku.Apply;

/// <summary>Versions of rpm packages: epoch, version, release (rpm-version(7)).</summary>
internal static class RpmVersion
{
    /// <summary>Whether a version is the wanted one; what the wanted one does not say may be
    /// anything.</summary>
    public static bool IsSame(string found, string wanted)
    {
        var (foundEpoch, foundVersion, foundRelease) = Split(found);
        var (epoch, version, release) = Split(wanted);
        return (epoch is null || (foundEpoch ?? "0") == epoch)
            && foundVersion == version
            && (
                release is null
                || foundRelease is null
                || foundRelease == release
                || (
                    foundRelease.StartsWith(release, StringComparison.Ordinal)
                    && foundRelease[release.Length] == '.'
                )
            );
    }

    private static (string? Epoch, string Version, string? Release) Split(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = colon < 0 ? text : text[(colon + 1)..];
        var dash = rest.LastIndexOf('-');
        return (
            colon < 0 ? null : text[..colon],
            dash < 0 ? rest : rest[..dash],
            dash < 0 ? null : rest[(dash + 1)..]
        );
    }
}
