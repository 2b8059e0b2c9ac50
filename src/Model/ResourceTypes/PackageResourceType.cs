using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class PackageResourceType() : ResourceType("package")
{
    public override string Doc => "A software package.";

    public override string? FeatureFor(string attribute) =>
        attribute switch
        {
            "command" => "targetable",
            "package_settings" => "package_settings",
            "flavor" => "supports_flavors",
            "mark" => "holdable",
            "install_only" or "install_options" or "uninstall_options" => attribute,
            "allow_virtual" => "virtual_packages",
            _ => null,
        };

    public override string? FeatureFor(string attribute, string value) =>
        (attribute, value) switch
        {
            ("ensure", "present" or "absent") => null,
            ("ensure", "purged") => "purgeable",
            ("ensure", "disabled") => "disableable",
            ("ensure", "latest") => "upgradeable",
            ("ensure", _) => "versionable",
            _ => null,
        };

    protected override string ProviderTable =>
        """
            aix: upgradeable versionable;
            appdmg; apple;
            apt: holdable install_options purgeable upgradeable versionable virtual_packages;
            aptitude: holdable purgeable upgradeable versionable;
            aptrpm: purgeable upgradeable versionable;
            blastwave: upgradeable;
            dnf: install_only install_options purgeable upgradeable versionable virtual_packages;
            dnfmodule: disableable purgeable supports_flavors upgradeable versionable;
            dpkg: holdable purgeable upgradeable virtual_packages;
            fink: holdable purgeable upgradeable versionable;
            freebsd: purgeable upgradeable;
            gem: install_options targetable uninstall_options upgradeable versionable;
            hpux;
            macports: upgradeable versionable;
            nim: upgradeable versionable;
            openbsd: install_options purgeable supports_flavors uninstall_options upgradeable versionable;
            opkg: upgradeable;
            pacman: install_options uninstall_options upgradeable virtual_packages;
            pip: install_options targetable upgradeable versionable;
            pip2: install_options targetable upgradeable versionable;
            pip3: install_options targetable upgradeable versionable;
            pkg: holdable install_options upgradeable versionable;
            pkgdmg;
            pkgin: upgradeable versionable;
            pkgng: install_options upgradeable versionable;
            pkgutil: upgradeable;
            portage: install_options purgeable uninstall_options upgradeable versionable virtual_packages;
            ports: purgeable upgradeable;
            portupgrade: upgradeable;
            puppet_gem: install_options uninstall_options upgradeable versionable;
            puppetserver_gem: install_options uninstall_options upgradeable versionable;
            rpm: install_only install_options uninstall_options upgradeable versionable virtual_packages;
            rug: upgradeable versionable;
            sun: install_options upgradeable;
            sunfreeware: upgradeable;
            tdnf: install_options purgeable upgradeable versionable virtual_packages;
            up2date: upgradeable;
            urpmi: purgeable upgradeable versionable;
            windows: install_options uninstall_options versionable;
            yum: install_only install_options purgeable upgradeable versionable virtual_packages;
            zypper: install_options upgradeable versionable virtual_packages
            """;

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        NameParameter("provider"),
        NameParameter("command"),
        Property("ensure", "present|installed", "absent", "purged", "disabled", "latest") with
        {
            Pattern = ".",
            Default = "present",
        },
        .. Properties("package_settings", "flavor"),
        Property("mark", "hold", "none"),
        .. Parameters("source", "instance", "status", "adminfile", "responsefile"),
        Parameter("configfiles", "keep", "replace") with
        {
            Default = "keep",
        },
        .. Parameters("category", "platform", "root", "vendor", "description"),
        Boolean("allowcdrom"),
        .. Switches("enable_only", "install_only"),
        .. Parameters("install_options", "uninstall_options"),
        Switch("allow_virtual"),
        Boolean("reinstall_on_refresh"),
    ];

    public override ImmutableArray<TitlePattern> TitlePatterns { get; } =
    [new(RubyRegex.Of("(?m-ix:(.*))"), [new("name")]) { IsWhole = static _ => true }];

    /// <summary>The files that answer or are what is installed.</summary>
    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        new[] { "responsefile", "adminfile", "source" }
            .Select(name => resource.Text(name))
            .OfType<string>()
            .Where(FilePath.IsAbsolute)
            .Select(path => new ResourceReference("File", FilePath.Normalize(path)));

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name == "name" && value is not StringValue
            ? throw new AttributeException($"Name must be a String not {RubyClass(value)}")
            : value;

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        if (draft["mark"] is not null && draft.Text("ensure") is "absent" or "purged")
        {
            yield return "You cannot use \"mark\" property while \"ensure\" is one of [\"absent\", \"purged\"]";
        }
    }
}
