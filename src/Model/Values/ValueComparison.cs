namespace Bunraku.Model;

/// <summary>
/// The language's own comparisons: strings without regard to case, numbers by value, containers deeply.
/// </summary>
public static class ValueComparison
{
    /// <summary><c>==</c>.</summary>
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
            (TimespanValue a, IntegerValue or FloatValue) => CompareSeconds(a, right) == 0,
            (TimestampValue a, IntegerValue or FloatValue) => CompareSeconds(a, right) == 0,
            (ArrayValue a, ArrayValue b) => a.Count == b.Count
                && a.Items.Zip(b.Items).All(p => AreEqual(p.First, p.Second)),
            (HashValue a, HashValue b) => a.Count == b.Count
                && a.Pairs.All(entry => b.Find(entry.Key) is { } value && AreEqual(entry.Value, value)),
            _ => left.Equals(right),
        };

    /// <summary>
    /// The order of two values for <c>&lt;</c> and its like: strings without regard to case, numbers, versions,
    /// times. Null when they cannot be compared.
    /// </summary>
    public static int? Compare(Value left, Value right) =>
        (left, right) switch
        {
            (StringValue a, StringValue b) => string.CompareOrdinal(
                a.Text.ToLowerInvariant(),
                b.Text.ToLowerInvariant()
            ),
            (IntegerValue a, IntegerValue b) => a.Number.CompareTo(b.Number),
            (IntegerValue a, FloatValue b) => ((double)a.Number).CompareTo(b.Number),
            (FloatValue a, IntegerValue b) => a.Number.CompareTo(b.Number),
            (FloatValue a, FloatValue b) => a.Number.CompareTo(b.Number),
            (SemVerValue a, SemVerValue b) => a.CompareTo(b),
            (TimespanValue a, TimespanValue b) => a.CompareTo(b),
            (TimestampValue a, TimestampValue b) => a.CompareTo(b),
            (TimespanValue or TimestampValue, IntegerValue or FloatValue) => CompareSeconds(left, right),
            (IntegerValue or FloatValue, TimespanValue or TimestampValue) => -CompareSeconds(right, left),
            _ => null,
        };

    /// <summary>A time against a number of seconds: whole seconds against an integer.</summary>
    private static int CompareSeconds(Value time, Value seconds)
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

    /// <summary>
    /// <c>left in right</c>: part of a string, equal to an element, a key of a hash; types and patterns find what
    /// matches them.
    /// </summary>
    public static bool IsIn(Value left, Value right) =>
        right switch
        {
            StringValue text => IsInText(left, text.Text),
            ArrayValue array => IsInList(left, array.Items),
            HashValue hash => IsInList(left, hash.Keys),
            SemVerRangeValue range => left switch
            {
                SemVerValue version => range.Contains(version),
                StringValue text => SemVerValue.Parse(text.Text) is { } version && range.Contains(version),
                _ => false,
            },
            IteratorValue iterator => IsInList(left, iterator.Items),
            _ => false,
        };

    private static bool IsInText(Value left, string text) =>
        left switch
        {
            StringValue part => text.Contains(part.Text, StringComparison.OrdinalIgnoreCase),
            RegexpValue pattern => RubyRegex.Of(pattern.Pattern).Regex.IsMatch(text),
            IntegerValue or FloatValue => text.Contains(left.ToString(), StringComparison.Ordinal),
            DataType type => type.IsInstance(text),
            _ => false,
        };

    private static bool IsInList(Value left, IEnumerable<Value> items) =>
        left switch
        {
            RegexpValue pattern => items
                .OfType<StringValue>()
                .Any(item => RubyRegex.Of(pattern.Pattern).Regex.IsMatch(item.Text)),
            DataType type => items.Any(item => item is DataType other ? type.IsAssignable(other) : type.IsInstance(item)),
            SemVerRangeValue range => items.OfType<SemVerValue>().Any(range.Contains),
            _ => items.Any(item => AreEqual(item, left)),
        };
}
