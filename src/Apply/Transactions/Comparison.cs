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
        return
            Wanted(desired, attribute.Name, found) is not { } open
            || (found.IsInSync ?? type.IsInSync(attribute, open, found.Value))
            ? null
            : Change(attribute, desired, found, open);
    }

    /// <summary>A difference that was found by itself.</summary>
    public static PropertyChange Change(
        ResourceType type,
        string property,
        Resource desired,
        Finding found
    ) => Change(type.Find(property)!, desired, found, Wanted(desired, property, found)!);

    private static PropertyChange Change(
        ResourceAttribute attribute,
        Resource desired,
        Finding found,
        Value open
    )
    {
        // Of several that would do, the first is made.
        var first = !attribute.IsList && open is ArrayValue { Count: > 0 } several ? several[0] : open;
        return new PropertyChange(attribute.Name, found, first)
        {
            IsSecret = found.IsSecret || desired[attribute.Name] is SensitiveValue,
        };
    }

    private static Value? Wanted(Resource desired, string property, Finding found) =>
        desired[property] switch
        {
            SensitiveValue secret => secret.Inner,
            { } wanted => wanted,
            null => found.Becomes,
        };
}
