using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A property that differs from what is wanted.</summary>
/// <param name="Desired">As the manifest says it, a secret opened.</param>
public sealed record PropertyChange(string Property, Finding Found, Value Desired)
{
    /// <summary>Whether the values may not be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The literal wanted, for a <c>switch</c>.</summary>
    public string DesiredText => Desired.ToString();

    public string Before => IsSecret ? "[redacted]" : Found.Before ?? Quote(Found.Value);

    public string After => IsSecret ? "[redacted]" : Found.After ?? Quote(Found.Becomes ?? Desired);

    /// <summary>
    /// The sentence for the change once it is made: the finding's own, or the reference's general one.
    /// </summary>
    public string Sentence => !IsSecret && Found.Sentence is { } own ? own() : GeneralSentence;

    /// <summary>The reference's sentence for a change of this kind.</summary>
    public string GeneralSentence =>
        IsSecret ? $"changed {Before} to {After}"
        : IsAbsent(Found.Value) && Property == "ensure" && DesiredText is not "absent" ? "created"
        : IsAbsent(Found.Value) ? $"defined '{Property}' as {After}"
        : IsAbsent(Desired) && Property == "ensure" ? "removed"
        : IsAbsent(Desired) ? $"undefined '{Property}' from {Before}"
        : $"{Property} changed {Before} to {After}";

    private static bool IsAbsent(Value value) => value is StringValue { Text: "absent" };

    /// <summary>Texts in quotes, lists item by item, as the reference shows values.</summary>
    internal static string Quote(Value value) =>
        value switch
        {
            ArrayValue array => $"[{string.Join(", ", array.Items.Select(Quote))}]",
            UndefValue => "",
            IntegerValue or HashValue or StringValue => ValueText.Of(value),
            _ => $"'{value}'",
        };
}
