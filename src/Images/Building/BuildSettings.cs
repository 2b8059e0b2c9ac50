using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>How images are built.</summary>
/// <param name="Latest">Times later than this become this (SOURCE_DATE_EPOCH).</param>
/// <param name="Facts">Facts for every image, stronger than the site file's.</param>
public sealed record BuildSettings(UnixTime Latest, HashValue Facts)
{
    /// <summary>
    /// The default of <see cref="Latest"/>: a fixed day, so that a build tomorrow gives the same bytes.
    /// </summary>
    public static UnixTime DefaultLatest { get; } = new(1_420_070_400);

    /// <summary>Whether every layer is made anew.</summary>
    public bool IgnoresCache { get; init; }

    /// <summary>What the site's code is at, such as a git commit; null when unknown.</summary>
    public string? Revision { get; init; }
}
