using System.Text.Json;
using System.Text.Json.Serialization;
using Bunraku.Oci;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// What builds leave for the next build, all of it replaceable: unpacked layers in overlay form, the
/// records of layers by key, packages as downloaded, failed layers for a look inside.
/// </summary>
public sealed class BuildCache
{
    /// <summary>
    /// Half a digest names a folder: paths of many layers must fit into one page for the kernel.
    /// </summary>
    private const int ShortHex = 32;

    /// <summary>How long a build waits for another that makes the same layer.</summary>
    private static readonly TimeSpan LongestBuild = TimeSpan.FromHours(6);

    private readonly string folder;

    private BuildCache(string folder) => this.folder = folder;

    /// <summary>
    /// Package files and lists of the package manager, by suite; mounted over the image's own.
    /// </summary>
    public string PackageFolder => Made("packages");

    /// <summary>Layers whose making failed, by image, newest only.</summary>
    public string FailedFolder => Made("failed");

    public string WorkFolder => Made("work");

    public static BuildCache Open(string folder)
    {
        Directory.CreateDirectory(folder);
        return new BuildCache(folder);
    }

    /// <summary>Where a layer lies unpacked, with whiteouts as the kernel's overlay has them.</summary>
    public string LayerFolder(Digest diffId) => Path.Combine(Made("layers"), diffId.Hex[..ShortHex]);

    public LayerRecord? Find(string key)
    {
        var path = RecordPath(key);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), CacheJson.Default.LayerRecord)
                : null;
        }
        catch (JsonException)
        {
            // A record cut short by a crash of the machine is as good as none.
            return null;
        }
    }

    public void Save(string key, LayerRecord record)
    {
        var path = RecordPath(key);
        var aside = path + "." + Environment.ProcessId;
        File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(record, CacheJson.Default.LayerRecord));
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>
    /// Held while a layer is made, so that a second build of the same waits and then finds it.
    /// </summary>
    public FileLock Lock(string key, CancellationToken cancellation) =>
        FileLock.Acquire(Path.Combine(Made("locks"), key), LongestBuild, cancellation);

    private string RecordPath(string key) => Path.Combine(Made("records"), key + ".json");

    private string Made(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
}

/// <summary>What is known of a layer once made; a layer that changed nothing has a name only.</summary>
public sealed record LayerRecord(
    string Name,
    string? DiffId,
    string? BlobDigest,
    string? MediaType,
    long SizeBytes
)
{
    public static LayerRecord Of(string name, Layer? layer) =>
        new(
            name,
            layer?.DiffId.ToString(),
            layer?.Descriptor.Digest.ToString(),
            layer?.Descriptor.MediaType,
            layer?.Descriptor.Size ?? 0
        );

    public Layer? ToLayer() =>
        DiffId is null || BlobDigest is null || MediaType is null
            ? null
            : new Layer(new Descriptor(MediaType, Digest.Parse(BlobDigest), SizeBytes), Digest.Parse(DiffId));
}

/// <summary>The layers below one that failed.</summary>
internal sealed record KeptLayers(string ImageName, LayerRecord[] Below);

[JsonSerializable(typeof(LayerRecord))]
[JsonSerializable(typeof(KeptLayers))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CacheJson : JsonSerializerContext;
