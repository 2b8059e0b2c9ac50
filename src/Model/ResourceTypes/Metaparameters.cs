using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>The attributes every resource takes, native or defined.</summary>
public static class Metaparameters
{
    public static ImmutableArray<ResourceAttribute> All { get; } =
    [
        Of("noop", "Whether this resource is only compared, never changed."),
        Of("schedule", "The schedule that says when this resource may be managed."),
        Of("audit", "Attributes whose changes are reported though not enforced."),
        Of("loglevel", "The level of the messages about changes."),
        Of("alias", "Another name for the resource."),
        Of("tag", "Further tags."),
        Of("require", "Resources this one waits for."),
        Of("subscribe", "Resources this one waits for, and whose changes refresh it."),
        Of("before", "Resources that wait for this one."),
        Of("notify", "Resources that wait for this one and are refreshed when it changed."),
        Of("stage", "The run stage of a class."),
    ];

    private static readonly FrozenSet<string> Names = All.Select(attribute => attribute.Name).ToFrozenSet();

    public static bool Contains(string name) => Names.Contains(name);

    private static ResourceAttribute Of(string name, string doc) =>
        new(name, AttributeKind.Metaparameter, doc);
}
