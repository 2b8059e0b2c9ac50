using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Compares what a host has with what is wanted: the one place where that is decided.</summary>
internal static class Comparison
{
    /// <summary>
    /// The properties that differ, in the order of the type's roster. A wrong <c>ensure</c> stands for the
    /// whole
    /// resource; one that is absent, and may be, has no other properties to compare.
    /// </summary>
    public static ImmutableArray<PropertyChange> Changes(
        ResourceType type,
        Resource desired,
        Observed observed
    )
    {
        var changes = ImmutableArray.CreateBuilder<PropertyChange>();
        foreach (var attribute in type.Attributes)
        {
            if (
                attribute.Kind != AttributeKind.Property
                || Change(type, attribute, desired, observed) is not { } change
            )
            {
                continue;
            }
            if (attribute.Name == "ensure")
            {
                return [change];
            }
            changes.Add(change);
        }
        return observed.IsPresent ? changes.ToImmutable() : [];
    }

    private static PropertyChange? Change(
        ResourceType type,
        ResourceAttribute attribute,
        Resource desired,
        Observed observed
    )
    {
        if (observed.Find(attribute.Name) is not { } found)
        {
            return null;
        }
        var wanted = desired[attribute.Name];
        var open = wanted is SensitiveValue secret ? secret.Inner : wanted ?? found.Becomes;
        if (open is null || (found.IsInSync ?? type.IsInSync(attribute, open, found.Value)))
        {
            return null;
        }
        // Of several that would do, the first is made.
        var first = !attribute.IsList && open is ArrayValue { Count: > 0 } several ? several[0] : open;
        return new PropertyChange(attribute.Name, found, first)
        {
            IsSecret = found.IsSecret || wanted is SensitiveValue,
        };
    }
}
