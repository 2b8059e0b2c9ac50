using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>The attributes every resource takes, native or defined.</summary>
public static class Metaparameters
{
    public static ImmutableArray<ResourceAttribute> All { get; } =
    [
        Of("alias", "Another name for the resource."),
        Of("audit", "Attributes whose changes are reported though not enforced."),
        Of("before", "Resources that wait for this one."),
        Of("consume", "Capabilities used; accepted and ignored."),
        Of("export", "Capabilities offered; accepted and ignored."),
        Of("loglevel", "The level of the messages about changes."),
        Of("noop", "Whether this resource is only compared, never changed."),
        Of("notify", "Resources that wait for this one and are refreshed when it changed."),
        Of("require", "Resources this one waits for."),
        Of("schedule", "The schedule that says when this resource may be managed."),
        Of("stage", "The run stage of a class."),
        Of("subscribe", "Resources this one waits for, and whose changes refresh it."),
        Of("tag", "Further tags."),
    ];

    private static readonly FrozenSet<string> Names = All.Select(attribute => attribute.Name).ToFrozenSet();

    public static bool Contains(string name) => Names.Contains(name);

    private static ResourceAttribute Of(string name, string doc) =>
        new(name, AttributeKind.Metaparameter, doc);
}
