using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class PackageResourceType() : ResourceType("package")
{
    public override string Doc => "A software package.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        .. Parameters("provider", "command"),
        Property("ensure", "present|installed", "absent", "purged", "disabled", "latest") with
        {
            Pattern = ".",
        },
        .. Properties("package_settings", "flavor"),
        Property("mark", "hold", "none"),
        .. Parameters("source", "instance", "status", "adminfile", "responsefile"),
        Parameter("configfiles", "keep", "replace"),
        .. Parameters("category", "platform", "root", "vendor", "description"),
        Boolean("allowcdrom"),
        .. Switches("enable_only", "install_only"),
        .. Parameters("install_options", "uninstall_options"),
        Switch("allow_virtual"),
        Boolean("reinstall_on_refresh"),
    ];
}
