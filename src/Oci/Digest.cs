using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bunraku.Oci;

/// <summary>
/// What content is known by (image-spec, descriptor.md#digests): an algorithm and the hash in lower-case
/// hexadecimal. One that exists is well-formed.
/// </summary>
[JsonConverter(typeof(DigestJsonConverter))]
public sealed record Digest
{
    private const string Sha256Name = "sha256";
    private const string Sha512Name = "sha512";

    private Digest(string algorithm, string hex) => (Algorithm, Hex) = (algorithm, hex);

    /// <summary><c>sha256</c> or <c>sha512</c>: the two the specification registers.</summary>
    public string Algorithm { get; }

    public string Hex { get; }

    public static Digest FromSha256(ReadOnlySpan<byte> hash) =>
        hash.Length == SHA256.HashSizeInBytes
            ? new(Sha256Name, Convert.ToHexStringLower(hash))
            : throw new ArgumentException("a sha256 hash has 32 bytes", nameof(hash));

    public static Digest Of(ReadOnlySpan<byte> content) => FromSha256(SHA256.HashData(content));

    /// <summary>Hashes a stream to its end.</summary>
    public static Digest Of(Stream content) => FromSha256(SHA256.HashData(content));

    public static bool TryParse(string? text, [NotNullWhen(true)] out Digest? digest)
    {
        digest = null;
        if (text?.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon))
        {
            return false;
        }
        var (algorithm, hex) = (text[..colon], text[(colon + 1)..]);
        var length = algorithm switch
        {
            Sha256Name => SHA256.HashSizeInBytes * 2,
            Sha512Name => SHA512.HashSizeInBytes * 2,
            _ => 0,
        };
        if (length > 0 && hex.Length == length && !hex.AsSpan().ContainsAnyExcept("0123456789abcdef"))
        {
            digest = new Digest(algorithm, hex);
        }
        return digest is not null;
    }

    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException($"`{text}` is not a digest");

    public override string ToString() => $"{Algorithm}:{Hex}";

    /// <summary>An empty hash of this digest's algorithm, to check content against it.</summary>
    internal IncrementalHash StartHash() =>
        IncrementalHash.CreateHash(
            Algorithm == Sha512Name ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256
        );

    /// <summary>The digest of what was hashed by <see cref="StartHash"/>.</summary>
    internal Digest Finish(IncrementalHash hash) =>
        new(Algorithm, Convert.ToHexStringLower(hash.GetHashAndReset()));
}

internal sealed class DigestJsonConverter : JsonConverter<Digest>
{
    public override Digest Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        return Digest.TryParse(text, out var digest)
            ? digest
            : throw new JsonException($"`{text}` is not a digest");
    }

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
