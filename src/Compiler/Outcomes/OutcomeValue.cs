using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A value as plain data that loses nothing. In a catalog a reference to a resource is text; here it stays
/// one.
/// </summary>
internal static class OutcomeValue
{
    /// <summary>
    /// In both renderings, or null for what the reference cannot write: iterators, type sets, and types that
    /// mention themselves.
    /// </summary>
    public static HashValue? Of(Value value)
    {
        var rich = RichData.ToData(value, areReferencesText: false);
        return IsIterator(value) || HasTypeByName(rich)
            ? null
            : HashValue.Of(("pp", ValueText.WithInspectedTimes(value)), ("rich", rich));
    }

    private static bool IsIterator(Value value) =>
        value switch
        {
            IteratorValue => true,
            ArrayValue list => list.Items.Any(IsIterator),
            HashValue hash => hash.Pairs.Any(entry => IsIterator(entry.Value)),
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
