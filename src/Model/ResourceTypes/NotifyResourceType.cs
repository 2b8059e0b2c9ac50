using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class NotifyResourceType() : ResourceType("notify")
{
    public override string Doc => "A message in the log of every run.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [NameParameter("name"), Property("message"), Boolean("withpath") with { Default = false }];

    protected override void Complete(ResourceDraft draft) =>
        draft["message"] ??= IsAudited(draft, "message") ? null : draft["name"];
}
