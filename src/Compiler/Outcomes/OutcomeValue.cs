using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A value as plain data that loses nothing. In a catalog a reference to a resource is text; here it stays
/// one.
/// </summary>
internal static class OutcomeValue
{
    /// <summary>
    /// In both renderings, or null for what the reference cannot write: iterators, numbers that are none,
    /// type sets, and types that mention themselves.
    /// </summary>
    public static HashValue? Of(Value value)
    {
        if (IsUnwritable(value))
        {
            return null;
        }
        var rich = RichData.ToData(value, areReferencesText: false);
        return HasTypeByName(rich)
            ? null
            : HashValue.Of(("pp", ValueText.WithInspectedTimes(value)), ("rich", rich));
    }

    private static bool IsUnwritable(Value value) =>
        value switch
        {
            IteratorValue => true,
            FloatValue number => !double.IsFinite(number.Number),
            TimestampValue time => !time.IsInCalendar,
            ArrayValue list => list.Items.Any(IsUnwritable),
            HashValue hash => hash.Pairs.Any(entry => IsUnwritable(entry.Value)),
            _ => false,
        };

    /// <summary>Types that the reference writes are never text in rich data.</summary>
    private static bool HasTypeByName(Value rich) =>
        rich switch
        {
            ArrayValue list => list.Items.Any(HasTypeByName),
            HashValue hash => hash.Find("__ptype") is StringValue { Text: "Type" }
                || hash.Values.Any(HasTypeByName),
            _ => false,
        };
}
