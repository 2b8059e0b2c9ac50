using Bunraku.Text;

namespace Bunraku.Oci;

/// <summary>Everything this room tells users, alphabetical by code.</summary>
internal static class OciDiagnostics
{
    public static Diagnostic ArchiveInvalid(string path, string fault) =>
        Diagnostic.Error(
            "archive-invalid",
            $"`{path}` is not an image archive: {fault}",
            help: "an image archive is what `docker save` writes; for a folder write `oci:DIR`"
        );

    public static Diagnostic BlobCorrupt(string place, Digest expected, Digest actual) =>
        Diagnostic.Error(
            "blob-corrupt",
            $"content from {place} has digest `{actual}`, expected `{expected}`",
            help: "the content was damaged or replaced; delete that copy and fetch it again"
        );

    public static Diagnostic BlobMissing(string place, Digest digest) =>
        Diagnostic.Error(
            "blob-missing",
            $"{place} has no blob `{digest}`",
            help: "the image is incomplete; copy or build it again"
        );

    public static Diagnostic BlobSize(string place, Digest digest, long expected, long actual) =>
        Diagnostic.Error(
            "blob-corrupt",
            $"blob `{digest}` from {place} has {actual} bytes or more, expected {expected}",
            help: "the content was cut short or replaced; fetch it again"
        );

    public static Diagnostic CredentialHelperFailed(string helper, string registry, string reason) =>
        Diagnostic.Error(
            "credential-helper-failed",
            $"credential helper `{helper}` gave nothing for `{registry}`: {reason}",
            help: "run `docker login` again, or remove the helper from `config.json`"
        );

    public static Diagnostic DocumentInvalid(string place, string fault) =>
        Diagnostic.Error(
            "document-invalid",
            $"{place} is not what it should be: {fault}",
            help: "the document does not follow the OCI image specification; build or fetch the image again"
        );

    public static Diagnostic ImageUnknown(string place, string name, string? suggestion) =>
        Diagnostic.Error("image-unknown", $"{place} has no image `{name}`", help: suggestion);

    public static Diagnostic InvalidDigest(string text, Span? at) =>
        Diagnostic.Error(
            "invalid-digest",
            $"`{text}` is not a digest",
            at,
            "expected `sha256:` and 64 hexadecimal digits",
            help: "a digest is `sha256:` and 64, or `sha512:` and 128, lower-case hexadecimal digits"
        );

    public static Diagnostic InvalidReference(string text, string fault, Span? at) =>
        Diagnostic.Error(
            "invalid-reference",
            $"`{text}` is not an image reference: {fault}",
            at,
            fault,
            help: "write `[REGISTRY/]NAME[:TAG][@DIGEST]`, such as `debian:bookworm`"
        );

    public static Diagnostic LayerInvalid(string fault) =>
        Diagnostic.Error(
            "layer-invalid",
            $"the layer cannot be unpacked: {fault}",
            help: "the layer is damaged, or made to harm; nothing outside the target folder was touched"
        );

    public static Diagnostic LayerUnsupported(string compression) =>
        Diagnostic.Error(
            "layer-unsupported",
            $"layers compressed with `{compression}` cannot be read",
            help: "convert them with `skopeo copy --dest-compress-format gzip`"
        );

    public static Diagnostic LayoutInvalid(string folder, string fault) =>
        Diagnostic.Error(
            "layout-invalid",
            $"`{folder}` is not an OCI image layout: {fault}",
            help: "an image layout is a folder with the files `oci-layout` and `index.json`"
        );

    public static Diagnostic PlatformMissing(string name, Platform wanted, IEnumerable<Platform> offered) =>
        Diagnostic.Error(
            "platform-missing",
            $"`{name}` has no image for `{wanted}`",
            help: $"it has {string.Join(", ", offered.Select(platform => $"`{platform}`"))}"
        );

    public static Diagnostic RegistryConfigInvalid(string path, string fault) =>
        Diagnostic.Error(
            "registry-config-invalid",
            $"`{path}` cannot be read: {fault}",
            help: "it is the file that `docker login` writes; correct it or log in again"
        );

    public static Diagnostic RegistryFailed(string registry, string action, string answer) =>
        Diagnostic.Error(
            "registry-failed",
            $"registry `{registry}` failed to {action}: {answer}",
            help: "the fault is the registry's; try again later or ask its keepers"
        );

    public static Diagnostic RegistryNotFound(string registry, string action, string answer) =>
        Diagnostic.Error(
            "registry-not-found",
            $"registry `{registry}` does not know what it was asked to {action}: {answer}",
            help: "check the name and the tag; some registries also answer so to those without access"
        );

    public static Diagnostic RegistryRefused(string registry, string action, string answer, bool known) =>
        Diagnostic.Error(
            "registry-refused",
            $"registry `{registry}` refused to {action}: {answer}",
            help: known
                ? "the account from `config.json` lacks the right; check the repository's permissions"
                : $"log in with `docker login {registry}`; its `config.json` is read here"
        );

    public static Diagnostic RegistryUnreachable(string registry, string reason, bool plain) =>
        Diagnostic.Error(
            "registry-unreachable",
            $"registry `{registry}` cannot be reached: {reason}",
            help: plain
                ? "check that it runs and listens there"
                : "check the name, the network and the proxy; a registry without TLS needs `--insecure`"
        );

    public static Diagnostic StoreFailed(string path, string reason) =>
        Diagnostic.Error(
            "store-failed",
            $"the image store cannot use `{path}`: {reason}",
            help: "nothing was left half-written; free space or set the rights, then run again"
        );

    public static Diagnostic StoreLocked(string folder) =>
        Diagnostic.Error(
            "store-locked",
            $"the image store `{folder}` is locked by another process",
            help: "wait for the other command to end; a lock never outlives its process"
        );

    public static Diagnostic TransportInvalid(string text, string fault, Span? at) =>
        Diagnostic.Error(
            "transport-invalid",
            $"`{text}` names no place for an image: {fault}",
            at,
            fault,
            help: "write an image reference, `oci:DIR[:TAG]` or `docker-archive:FILE`"
        );

    public static Diagnostic UnpackFailed(string folder, string path, string reason) =>
        Diagnostic.Error(
            "unpack-failed",
            $"`{path}` cannot be unpacked into `{folder}`: {reason}",
            help: "delete the folder, mend the cause, and unpack again"
        );
}
