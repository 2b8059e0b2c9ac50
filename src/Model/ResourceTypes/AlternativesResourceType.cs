using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AlternativesResourceType() : ResourceType("alternatives")
{
    public override string Doc => "The choice among alternatives of a command (voxpupuli-alternatives).";

    protected override string ProviderTable => "dpkg; rpm";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [NameParameter("name"), Parameter("provider"), Property("path"), Property("mode", "auto", "manual")];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        resource.Text("path") is { } path ? [new("Alternative_entry", path)] : [];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name == "path" && !FilePath.IsAbsolute(value.ToString())
            ? throw new AttributeException("path must be a fully qualified path")
            : value;
}
