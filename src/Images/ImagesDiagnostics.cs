using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Images;

/// <summary>All wording of this room; the factories stand in the order of their names.</summary>
internal static class ImagesDiagnostics
{
    public static Diagnostic BadImageName(Span at, string name) =>
        Diagnostic.Error(
            "bad-image-name",
            $"`{name}` is not a name for an image",
            at,
            "small letters, digits and `.`, `_`, `-` between slashes",
            "registries accept names such as `shop/webserver` or `shop/webserver:2.1`"
        );

    public static Diagnostic BadSuite(Span at, string suite) =>
        Diagnostic.Error(
            "bad-suite",
            $"`{suite}` is not the name of a Debian release",
            at,
            help: "write a release's code name: `debootstrap:bookworm`"
        );

    public static Diagnostic BootstrapFailed(string suite, Span at, string output) =>
        Diagnostic.Error(
            "bootstrap-failed",
            $"a base of `{suite}` could not be made from the Debian archive",
            at,
            help: "mmdebstrap ended with:\n" + output
        );

    public static Diagnostic MissingPath(Span at, string what, string path) =>
        Diagnostic.Error(
            "missing-path",
            $"{what} names `{path}`, which does not exist",
            at,
            help: "paths are relative to the folder of bunraku.yaml"
        );

    public static Diagnostic NetworkFailed(string tool, string said) =>
        Diagnostic.Error(
            "network-failed",
            $"`{tool}` could not make a network for the image: {said}",
            help: "`--network host` uses this machine's network, `--network none` none"
        );

    public static Diagnostic NoBase(Span at, string image) =>
        Diagnostic.Error(
            "no-base-image",
            $"image `{image}` does not say what it is built from",
            at,
            help: "write `from: debootstrap:bookworm`, `from: oci:DIR`, an image reference, or `from: scratch`"
        );

    public static Diagnostic NoForegroundForm(string image, Resource service) =>
        Diagnostic.Error(
            "no-foreground-form",
            $"{service.Reference} of image `{image}` has no known way to run in the foreground",
            help: $"give image `{image}` a `cmd` that runs it in the foreground, or use a service whose unit does not fork"
        );

    public static Diagnostic NoImages(Span at) =>
        Diagnostic.Error(
            "no-images",
            "the site names no images",
            at,
            help: "add `images:` with one entry for each image, such as `shop/webserver: { facts: { role: webserver } }`"
        );

    public static Diagnostic NoProcess(Span at, string image) =>
        Diagnostic.Error(
            "no-process",
            $"image `{image}` has nothing to run: no service and no `cmd`",
            at,
            "its catalog has no service that is running or enabled",
            "declare a service in one of its classes, or write `cmd:` here"
        );

    public static Diagnostic NoSiteFile(string directory) =>
        Diagnostic.Error(
            "no-site-file",
            $"there is no {SiteFileReader.FileName} in `{directory}`",
            help: "name the folder of the site: `bunraku build FOLDER`"
        );

    public static Diagnostic NothingToRun(string image) =>
        Diagnostic.Error(
            "nothing-to-run",
            $"image `{image}` names no command",
            help: "say what to run after the image's name"
        );

    public static Diagnostic PortTaken(PublishedPort port) =>
        Diagnostic.Error(
            "port-taken",
            $"port {port.HostPort} of this machine is not free",
            help: $"choose another: `--publish {port.HostPort + 1}:{port.ContainerPort}`"
        );

    public static Diagnostic ResourceFailed(string image, Resource resource, IEnumerable<string> log) =>
        Diagnostic.Error(
            "resource-failed",
            $"{resource.Reference} of image `{image}` failed",
            SourceLine.Of(resource),
            "declared here",
            string.Join("\n          ", log.SelectMany(line => line.Split('\n')))
                + $"\n          `bunraku shell --failed {image}` opens the layer as it was then"
        );

    public static Diagnostic ToolMissing(string tool, string package, Span? at = null) =>
        Diagnostic.Error(
            "tool-missing",
            $"`{tool}` is needed and not installed",
            at,
            help: $"apt-get install {package}"
        );

    public static Diagnostic UnknownKey(Span at, string key, string owner, IEnumerable<string> known) =>
        Diagnostic.Error(
            "unknown-key",
            $"`{key}` is not a key of {owner}",
            at,
            help: Suggestion.Help(key, known) ?? "the keys are " + string.Join(", ", known)
        );

    public static Diagnostic UnknownUser(string name) =>
        Diagnostic.Error(
            "unknown-user",
            $"the image has no account `{name}`",
            help: "name one of its accounts, or a number"
        );

    public static Diagnostic WrongKind(Span at, string what, string wanted) =>
        Diagnostic.Error("wrong-kind", $"{what} must be {wanted}", at);
}
