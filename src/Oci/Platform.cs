using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>
/// What an image runs on (image-index.md); the words are those of Go's <c>GOARCH</c> and <c>GOOS</c>.
/// </summary>
public sealed record Platform(
    [property: JsonPropertyName("architecture")] string Architecture,
    [property: JsonPropertyName("os")] string Os
)
{
    [JsonPropertyName("os.version")]
    public string? OsVersion { get; init; }

    [JsonPropertyName("os.features")]
    public ImmutableArray<string>? OsFeatures { get; init; }

    [JsonPropertyName("variant")]
    public string? Variant { get; init; }

    /// <summary>The platform of this machine.</summary>
    public static Platform Here { get; } =
        new(
            RuntimeInformation.OSArchitecture switch
            {
                System.Runtime.InteropServices.Architecture.X64 => "amd64",
                System.Runtime.InteropServices.Architecture.X86 => "386",
                var other => other.ToString().ToLowerInvariant(),
            },
            "linux"
        );

    /// <summary>Whether an image for <paramref name="other"/> will do where this is wanted.</summary>
    public bool Accepts(Platform other) =>
        other.Architecture == Architecture
        && other.Os == Os
        && (Variant is null || other.Variant is null || other.Variant == Variant);

    public override string ToString() =>
        Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";
}
