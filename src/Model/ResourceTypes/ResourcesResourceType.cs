using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ResourcesResourceType() : ResourceType("resources")
{
    public override string Doc => "All resources of a type: those the catalog does not name may be purged.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name") with
        {
            Doc = "The type.",
        },
        Switch("purge") with
        {
            Default = false,
            Doc = "Whether what the catalog does not name is removed.",
        },
        Parameter("unless_system_user", "true", "false") with
        {
            Pattern = @"^\d+$",
            Doc = "Spares accounts of the system, or all up to a number. `true` for the type `user`.",
        },
        Parameter("unless_uid") with
        {
            Doc = "Spares accounts with these numbers.",
        },
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name == "name" && value.ToString() is var name && name.Contains(' ')
            ? throw new AttributeException($"Could not find resource type '{name}'")
            : value;

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        if (
            draft.Text("purge") == "true"
            && ResourceTypeRoster.Find(draft.Text("name")!) is { } type
            && type.Find("ensure") is not { Kind: AttributeKind.Property }
        )
        {
            yield return $"Parameter purge failed on {draft.Reference}: "
                + "Purging is only supported on types that accept 'ensure'";
        }
    }
}
