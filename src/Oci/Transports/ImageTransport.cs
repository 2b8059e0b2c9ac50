using System.Diagnostics.CodeAnalysis;
using Bunraku.Text;

namespace Bunraku.Oci;

/// <summary>
/// A place outside the store that images come from and go to: a registry, a foreign image layout, an archive.
/// </summary>
public abstract class ImageTransport
{
    private const string LayoutPrefix = "oci:";
    private const string ArchivePrefix = "docker-archive:";
    private const string RegistryPrefix = "docker://";

    /// <summary>
    /// Reads <c>oci:DIR[:TAG]</c>, <c>docker-archive:FILE[:REFERENCE]</c>, or an image reference (with or
    /// without <c>docker://</c>), which means its registry.
    /// </summary>
    public static bool TryParse(
        string text,
        RegistryClient registries,
        [NotNullWhen(true)] out ImageTransport? transport,
        [NotNullWhen(false)] out Diagnostic? diagnostic,
        Span? at = null
    )
    {
        transport = null;
        diagnostic = null;
        if (text.StartsWith(LayoutPrefix, StringComparison.Ordinal))
        {
            var (folder, tag) = SplitTag(text[LayoutPrefix.Length..]);
            transport = folder.Length > 0 ? new LayoutTransport(folder, tag) : null;
        }
        else if (text.StartsWith(ArchivePrefix, StringComparison.Ordinal))
        {
            var rest = text[ArchivePrefix.Length..];
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            var file = colon < 0 ? rest : rest[..colon];
            Reference? name = null;
            if (colon >= 0 && !Reference.TryParse(rest[(colon + 1)..], out name, out diagnostic, at))
            {
                return false;
            }
            transport = file.Length > 0 ? new ArchiveTransport(file, name) : null;
        }
        else
        {
            var name = text.StartsWith(RegistryPrefix, StringComparison.Ordinal)
                ? text[RegistryPrefix.Length..]
                : text;
            if (!Reference.TryParse(name, out var reference, out diagnostic, at))
            {
                return false;
            }
            transport = new RegistryTransport(registries, reference);
        }
        diagnostic = transport is null
            ? OciDiagnostics.TransportInvalid(text, "the path is empty", at)
            : null;
        return transport is not null;
    }

    /// <summary>
    /// Copies the image (of an index, the one for the platform) into a layout, where it gets no tag.
    /// </summary>
    public abstract Task<Descriptor> ReadAsync(
        ImageLayout into,
        Platform platform,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>Copies an image out of a layout.</summary>
    /// <param name="name">What to call it where the place itself does not say.</param>
    public abstract Task WriteAsync(
        ImageLayout from,
        Descriptor image,
        Reference? name = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    );

    /// <summary>A tag follows the last colon, unless that stands in a folder's name.</summary>
    private static (string Folder, string? Tag) SplitTag(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/') ? (text[..colon], text[(colon + 1)..]) : (text, null);
    }
}
