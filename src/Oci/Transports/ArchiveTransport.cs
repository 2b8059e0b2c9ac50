using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;

namespace Bunraku.Oci;

/// <summary>
/// The file that <c>docker save</c> writes and <c>docker load</c> reads. What is written here is what Docker
/// writes since version 25: an image layout in a tar, with Docker's own <c>manifest.json</c> beside the
/// index.
/// </summary>
internal sealed class ArchiveTransport(string file, Reference? wanted) : ImageTransport
{
    private const string ManifestFile = "manifest.json";
    private const int MostLinks = 8;

    public override async Task<Descriptor> ReadAsync(
        ImageLayout into,
        Platform platform,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var archive = OpenArchive(into.Blobs);
        try
        {
            return await ReadAsync(archive, into, progress, cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw Invalid(e.Message);
        }
    }

    private async Task<Descriptor> ReadAsync(
        FileStream archive,
        ImageLayout into,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        var parts = ReadDirectory(archive);
        var image = Choose(ReadManifestFile(archive, parts));
        var config = Content(archive, parts, image.Config);
        if (config.Length > BlobStore.LargestDocument)
        {
            throw Invalid("its configuration is larger than 4 MiB");
        }
        var configBytes = new byte[config.Length];
        config.ReadExactly(configBytes);
        var layers = ImmutableArray.CreateBuilder<Descriptor>();
        foreach (var name in image.Layers)
        {
            layers.Add(
                await ImportLayerAsync(into.Blobs, Content(archive, parts, name), progress, cancellation)
                    .ConfigureAwait(false)
            );
        }
        var manifest = new Manifest(
            into.Blobs.Put(configBytes, MediaTypes.ImageConfig),
            layers.ToImmutable()
        );
        var read = into.Blobs.ReadConfig(manifest);
        if (read.RootFs.DiffIds.Length != layers.Count)
        {
            throw Invalid($"it has {layers.Count} layers and {read.RootFs.DiffIds.Length} diff IDs");
        }
        return into.Blobs.Put(OciJson.Write(manifest, OciJson.Plain.Manifest), MediaTypes.Manifest);
    }

    public override Task WriteAsync(
        ImageLayout from,
        Descriptor image,
        Reference? name = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var read = from.Read(image);
        var aside = file + ".part";
        try
        {
            using (var output = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, 0))
            {
                WriteArchive(from, read, wanted ?? name, output, progress, cancellation);
                output.Flush(flushToDisk: true);
            }
            File.Move(aside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw e as OciException ?? new OciException(OciDiagnostics.StoreFailed(file, e.Message), e);
        }
        finally
        {
            File.Delete(aside);
        }
        return Task.CompletedTask;
    }

    private static void WriteArchive(
        ImageLayout from,
        Image image,
        Reference? name,
        Stream output,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        var tar = new TarWriter(output);
        var blobs = image.Manifest.Layers.Add(image.Manifest.Config).Add(image.Descriptor);
        foreach (var blob in blobs.DistinctBy(blob => blob.Digest))
        {
            cancellation.ThrowIfCancellationRequested();
            using var content = from.Blobs.OpenRead(blob.Digest);
            tar.Write(Entry(PathOf(blob.Digest), content.Length), content);
            progress?.Report(new TransferProgress(blob, TransferState.Finished, blob.Size));
        }
        var tagged = name is null
            ? image.Descriptor
            : image.Descriptor with
            {
                Annotations = NameAnnotations(name),
            };
        WriteDocument(tar, "index.json", OciJson.Write(new Index([tagged]), OciJson.Plain.Index));
        var archived = new ArchivedImage(
            PathOf(image.Manifest.Config.Digest),
            name is null ? null : [$"{WithoutTag(name)}:{name.Tag ?? Reference.DefaultTag}"],
            [.. image.Manifest.Layers.Select(layer => PathOf(layer.Digest))]
        );
        WriteDocument(
            tar,
            ManifestFile,
            OciJson.Write(ImmutableArray.Create(archived), OciJson.Plain.ImmutableArrayArchivedImage)
        );
        WriteDocument(
            tar,
            "oci-layout",
            OciJson.Write(new LayoutVersion("1.0.0"), OciJson.Plain.LayoutVersion)
        );
        tar.Finish();
    }

    private static ImmutableSortedDictionary<string, string> NameAnnotations(Reference name) =>
        ImmutableSortedDictionary
            .Create<string, string>(StringComparer.Ordinal)
            .Add("io.containerd.image.name", name.ToString())
            .Add(Annotations.RefName, name.Tag ?? Reference.DefaultTag);

    /// <summary>Docker wants its own short form, with the tag always said.</summary>
    private static string WithoutTag(Reference name)
    {
        var familiar = name.Familiar.Split('@')[0];
        var colon = familiar.LastIndexOf(':');
        return colon > familiar.LastIndexOf('/') ? familiar[..colon] : familiar;
    }

    private static void WriteDocument(TarWriter tar, string path, byte[] content) =>
        tar.Write(Entry(path, content.Length), new MemoryStream(content));

    private static TarEntry Entry(string path, long size) =>
        new()
        {
            Path = path,
            Kind = TarKind.File,
            Permissions = 0x1A4,
            Size = size,
        };

    private static string PathOf(Digest digest) => $"blobs/{digest.Algorithm}/{digest.Hex}";

    /// <summary>
    /// The archive as a file that can be read in any order: the list of layers stands at its end. One that is
    /// compressed as a whole is unpacked beside the blobs first.
    /// </summary>
    private FileStream OpenArchive(BlobStore store)
    {
        try
        {
            var archive = new FileStream(file, FileMode.Open, FileAccess.Read);
            if (archive.ReadByte() != 0x1F || archive.ReadByte() != 0x8B)
            {
                archive.Position = 0;
                return archive;
            }
            archive.Position = 0;
            using var gzip = new GZipStream(archive, CompressionMode.Decompress);
            var (path, writer) = store.CreateAside();
            using (writer)
            {
                // Open before it is deleted: the file is gone with its last reader.
                var reader = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                File.Delete(path);
                gzip.CopyTo(writer);
                return reader;
            }
        }
        catch (FileNotFoundException)
        {
            throw Invalid("there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new OciException(OciDiagnostics.ArchiveInvalid(file, e.Message), e);
        }
    }

    /// <summary>Where each file of the archive lies in it, and where its links lead.</summary>
    private static Dictionary<string, Place> ReadDirectory(FileStream archive)
    {
        var parts = new Dictionary<string, Place>(StringComparer.Ordinal);
        var reader = new TarReader(archive);
        while (reader.Next() is { } entry)
        {
            var folder = entry.Path[..(entry.Path.LastIndexOf('/') + 1)];
            var link = entry.Kind switch
            {
                TarKind.Symlink => Resolve(folder + entry.LinkTarget),
                TarKind.HardLink => entry.LinkTarget,
                _ => null,
            };
            parts[entry.Path] = new Place(archive.Position, entry.Size, link);
        }
        return parts;
    }

    /// <summary>Old archives name a layer that stands twice by <c>../ID/layer.tar</c>.</summary>
    private static string Resolve(string path)
    {
        var names = new List<string>();
        foreach (var name in path.Split('/'))
        {
            if (name == ".." && names.Count > 0)
            {
                names.RemoveAt(names.Count - 1);
            }
            else if (name is not ("" or "." or ".."))
            {
                names.Add(name);
            }
        }
        return string.Join('/', names);
    }

    private Window Content(FileStream archive, Dictionary<string, Place> parts, string path)
    {
        var name = TarReader.Normalize(path);
        for (var links = 0; links < MostLinks; links++)
        {
            if (!parts.TryGetValue(name, out var place))
            {
                break;
            }
            if (place.Link is null)
            {
                return new Window(archive, place.Offset, place.Size);
            }
            name = place.Link;
        }
        throw Invalid($"it lacks `{path}`");
    }

    private ImmutableArray<ArchivedImage> ReadManifestFile(
        FileStream archive,
        Dictionary<string, Place> parts
    )
    {
        using var content = Content(archive, parts, ManifestFile);
        var json = new byte[Math.Min(content.Length, BlobStore.LargestDocument)];
        content.ReadExactly(json);
        try
        {
            var images = JsonSerializer.Deserialize(json, OciJson.Plain.ImmutableArrayArchivedImage);
            return
                images.IsDefaultOrEmpty || images.Any(image => image.Config is null || image.Layers.IsDefault)
                ? throw Invalid($"`{ManifestFile}` names no image")
                : images;
        }
        catch (JsonException e)
        {
            throw Invalid($"`{ManifestFile}`, {OciJson.Fault(e)}");
        }
    }

    private ArchivedImage Choose(ImmutableArray<ArchivedImage> images)
    {
        if (wanted is null)
        {
            return images.Length == 1
                ? images[0]
                : throw Invalid($"it holds {images.Length} images; name one with `docker-archive:FILE:NAME`");
        }
        var tags = images.SelectMany(image => image.RepoTags ?? []).Select(tag => $"`{tag}`");
        return images.FirstOrDefault(image => (image.RepoTags ?? []).Any(IsWanted))
            ?? throw new OciException(
                OciDiagnostics.ImageUnknown($"`{file}`", wanted.Familiar, $"it has {string.Join(", ", tags)}")
            );
    }

    private bool IsWanted(string tag) =>
        Reference.TryParse(tag, out var reference, out _) && reference == wanted;

    private static async Task<Descriptor> ImportLayerAsync(
        BlobStore into,
        Window content,
        IProgress<TransferProgress>? progress,
        CancellationToken cancellation
    )
    {
        var compressed = content.ReadByte() == 0x1F && content.ReadByte() == 0x8B;
        content.Rewind();
        using var writer = into.Create();
        await content.CopyToAsync(writer, 128 * 1024, cancellation).ConfigureAwait(false);
        var layer = writer.Commit(compressed ? MediaTypes.LayerGzip : MediaTypes.Layer);
        progress?.Report(new TransferProgress(layer, TransferState.Finished, layer.Size));
        return layer;
    }

    private OciException Invalid(string fault) => new(OciDiagnostics.ArchiveInvalid(file, fault));

    private readonly record struct Place(long Offset, long Size, string? Link);

    /// <summary>A part of the archive.</summary>
    private sealed class Window(FileStream archive, long offset, long size) : ReadOnlyStream
    {
        private long position;

        public override long Length => size;

        public void Rewind() => position = 0;

        public override int Read(Span<byte> buffer)
        {
            var part = buffer[..(int)Math.Min(buffer.Length, size - position)];
            var read = RandomAccess.Read(archive.SafeFileHandle, part, offset + position);
            position += read;
            return read > 0 || part.Length == 0 ? read : throw TarReader.Fault("the archive is cut short");
        }
    }
}
