using Bunraku.Oci;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary>Brings an image of the store to where it is wanted.</summary>
internal static class Delivery
{
    private const string RootfsPrefix = "rootfs:";

    public static async Task WriteAsync(
        ImageLayout store,
        Descriptor image,
        Reference name,
        string place,
        RegistryClient registries,
        Terminal terminal,
        CancellationToken cancellation
    )
    {
        if (place.StartsWith(RootfsPrefix, StringComparison.Ordinal))
        {
            WriteRootfs(store, image, place[RootfsPrefix.Length..], cancellation);
        }
        else
        {
            if (!ImageTransport.TryParse(place, registries, out var transport, out var diagnostic))
            {
                throw new DiagnosticException(diagnostic);
            }
            await transport
                .WriteAsync(store, image, name, new TransferLine(terminal), cancellation)
                .ConfigureAwait(false);
        }
        terminal.Status("");
        terminal.Line($"{name.Familiar} -> {place}");
    }

    private static void WriteRootfs(
        ImageLayout store,
        Descriptor image,
        string folder,
        CancellationToken cancellation
    )
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new DiagnosticException(CliDiagnostics.FolderNotEmpty(folder));
        }
        Directory.CreateDirectory(folder);
        using var root = RootDirectory.Open(folder);
        LayerUnpacker.Unpack(store.Blobs, store.Read(image), root, null, cancellation);
    }
}
