using Bunraku.Apply;
using Bunraku.Oci;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// Layers unpacked once into the cache, in the form in which the kernel's overlay takes them.
/// </summary>
internal sealed class LayerFolders(ImageLayout store, BuildCache cache)
{
    /// <summary>
    /// The folder of a layer; unpacked aside and renamed, so that a folder that exists is whole.
    /// </summary>
    public string Of(Layer layer, CancellationToken cancellation)
    {
        var folder = cache.LayerFolder(layer.DiffId);
        if (Directory.Exists(folder))
        {
            return folder;
        }
        using var held = cache.Lock("layer-" + layer.DiffId.Hex, cancellation);
        if (Directory.Exists(folder))
        {
            return folder;
        }
        var aside = Directory.CreateDirectory(Path.Combine(cache.WorkFolder, layer.DiffId.Hex)).FullName;
        using (var parent = RootDirectory.Open(cache.WorkFolder))
        {
            // What a killed run left there.
            parent.DeleteTree("/" + layer.DiffId.Hex);
            parent.CreateDirectory("/" + layer.DiffId.Hex, 0b111_101_101);
        }
        using (var root = RootDirectory.Open(aside))
        {
            LayerUnpacker.UnpackForOverlay(store.Blobs, layer, root, PrivateMounts.IsMapped, cancellation);
        }
        Directory.Move(aside, folder);
        return folder;
    }
}
