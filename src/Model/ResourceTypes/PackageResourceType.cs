using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class PackageResourceType() : ResourceType("package")
{
    public override string Doc => "A software package.";

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
