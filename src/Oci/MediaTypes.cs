namespace Bunraku.Oci;

/// <summary>
/// The media types of image-spec 1.1 (media-types.md), and Docker's of image manifest version 2, schema 2,
/// which
/// are read as their counterparts.
/// </summary>
public static class MediaTypes
{
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string ImageConfig = "application/vnd.oci.image.config.v1+json";
    public const string Layer = "application/vnd.oci.image.layer.v1.tar";
    public const string LayerGzip = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string LayerZstd = "application/vnd.oci.image.layer.v1.tar+zstd";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerImageConfig = "application/vnd.docker.container.image.v1+json";
    public const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar";
    public const string DockerLayerGzip = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    public static bool IsManifest(string? mediaType) => mediaType is Manifest or DockerManifest;

    public static bool IsIndex(string? mediaType) => mediaType is Index or DockerManifestList;

    public static bool IsImageConfig(string? mediaType) => mediaType is ImageConfig or DockerImageConfig;
}
