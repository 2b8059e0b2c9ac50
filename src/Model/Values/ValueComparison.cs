namespace Bunraku.Model;

/// <summary>The language's own equality: strings without regard to case, numbers by value, containers deeply.</summary>
public static class ValueComparison
{
    public static bool AreEqual(Value left, Value right) =>
        (left, right) switch
        {
            (StringValue a, StringValue b) => string.Equals(
                a.Text,
                b.Text,
                StringComparison.OrdinalIgnoreCase
            ),
            (IntegerValue a, FloatValue b) => a.Number == b.Number,
            (FloatValue a, IntegerValue b) => a.Number == b.Number,
            (FloatValue a, FloatValue b) => a.Number == b.Number,
            (ArrayValue a, ArrayValue b) => a.Count == b.Count
                && a.Items.Zip(b.Items).All(p => AreEqual(p.First, p.Second)),
            (HashValue a, HashValue b) => a.Count == b.Count
                && a.Pairs.All(entry => b.Find(entry.Key) is { } value && AreEqual(entry.Value, value)),
            _ => left.Equals(right),
        };
}
