using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What <c>ensure</c> says of a package's version.</summary>
internal static class PackageVersions
{
    /// <summary>Of several versions the first.</summary>
    public static string Wanted(Resource desired) =>
        References.Texts(desired["ensure"]).FirstOrDefault("present");

    public static bool IsVersion(string ensure) =>
        ensure is not ("present" or "installed" or "latest" or "absent" or "purged");

    /// <summary>Why another version could not be had, in the reference's words.</summary>
    public static HostException Failure(Enforcement one, HostException failure) =>
        one.Changes["ensure"]?.DesiredText is { } wanted && (wanted == "latest" || IsVersion(wanted))
            ? new HostException($"Could not update: {failure.Message}", failure)
            : failure;
}
