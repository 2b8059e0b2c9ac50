using System.Collections.Immutable;
using System.Text.Json;
using Bunraku.Oci;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// The last layer of an image whose making failed, as it was then: <c>bunraku shell --failed</c>.
/// </summary>
public sealed record FailedLayer(string ImageName, string Upper, ImmutableArray<Layer> Below)
{
    private const string UpperName = "upper";
    private const string BelowName = "below.json";

    internal static void Keep(BuildCache cache, string imageName, string upper, ImmutableArray<Layer> below)
    {
        var name = FolderName(imageName);
        using (var parent = RootDirectory.Open(cache.FailedFolder))
        {
            parent.DeleteTree("/" + name);
        }
        var folder = Directory.CreateDirectory(Path.Combine(cache.FailedFolder, name)).FullName;
        Directory.Move(upper, Path.Combine(folder, UpperName));
        File.WriteAllBytes(
            Path.Combine(folder, BelowName),
            JsonSerializer.SerializeToUtf8Bytes(
                new KeptLayers(imageName, [.. below.Select(layer => LayerRecord.Of("", layer))]),
                CacheJson.Default.KeptLayers
            )
        );
    }

    /// <summary>The failed layer of an image, or null when its last build went well.</summary>
    public static FailedLayer? Find(BuildCache cache, string imageName)
    {
        var folder = Path.Combine(cache.FailedFolder, FolderName(imageName));
        var file = Path.Combine(folder, BelowName);
        return
            File.Exists(file)
            && JsonSerializer.Deserialize(File.ReadAllBytes(file), CacheJson.Default.KeptLayers) is { } kept
            ? new FailedLayer(
                kept.ImageName,
                Path.Combine(folder, UpperName),
                [.. kept.Below.Select(record => record.ToLayer()!)]
            )
            : null;
    }

    internal static void Forget(BuildCache cache, string imageName)
    {
        using var parent = RootDirectory.Open(cache.FailedFolder);
        parent.DeleteTree("/" + FolderName(imageName));
    }

    private static string FolderName(string imageName) => imageName.Replace('/', '+').Replace(':', '+');
}
