namespace Bunraku.Model;

/// <summary>
/// The language's own equality: strings without regard to case, numbers by value, containers deeply.
/// </summary>
public static class ValueComparison
{
    public static bool AreEqual(Value left, Value right) =>
        (left, right) switch
        {
            (StringValue a, StringValue b) => AsciiText.Compare(a.Text, b.Text) == 0,
            (IntegerValue a, FloatValue b) => a.Number == b.Number,
            (FloatValue a, IntegerValue b) => a.Number == b.Number,
            (FloatValue a, FloatValue b) => a.Number == b.Number,
            (TimespanValue a, IntegerValue or FloatValue) => CompareSeconds(a, right) == 0,
            (TimestampValue a, IntegerValue or FloatValue) => CompareSeconds(a, right) == 0,
            (IntegerValue or FloatValue, TimespanValue or TimestampValue) => CompareSeconds(right, left) == 0,
            (ArrayValue a, ArrayValue b) => a.Count == b.Count
                && a.Items.Zip(b.Items).All(p => AreEqual(p.First, p.Second)),
            (HashValue a, HashValue b) => a.Count == b.Count
                && a.Pairs.All(entry => b.Find(entry.Key) is { } value && AreEqual(entry.Value, value)),
            _ => left.Equals(right),
        };

    /// <summary>A time against a number of seconds: whole seconds against an integer.</summary>
    public static int CompareSeconds(Value time, Value seconds)
    {
        var (whole, total) = time switch
        {
            TimespanValue span => (span.WholeSeconds, span.TotalSeconds),
            TimestampValue moment => (moment.WholeSeconds, moment.TotalSeconds),
            _ => (0L, 0.0),
        };
        return seconds is IntegerValue integer
            ? whole.CompareTo(integer.Number)
            : total.CompareTo(((FloatValue)seconds).Number);
    }
}
