using System.Text;

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
            (StringValue a, StringValue b) => AsciiText.Compare(a.Text, b.Text) == 0,
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
    /// The order of two values for <c>&lt;</c> and its like: strings without regard to case, numbers,
    /// versions,
    /// times. Null when they cannot be compared.
    /// </summary>
    public static int? Compare(Value left, Value right) =>
        (left, right) switch
        {
            (StringValue a, StringValue b) => AsciiText.Compare(a.Text, b.Text),
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
    /// Whether an option of a case or selector matches: types their instances, patterns texts, versions and
    /// ranges versions, containers part by part, <c>default</c> everything, anything else what is equal.
    /// </summary>
    public static bool Matches(Value value, Value option) =>
        option switch
        {
            DefaultValue => true,
            RegexpValue pattern => value is StringValue text && IsMatch(pattern, text.Text),
            DataType type => type.IsInstance(value),
            SemVerValue version => VersionOf(value) is { } other && version.Equals(other),
            SemVerRangeValue range => VersionOf(value) is { } version && range.Contains(version),
            ArrayValue options => value is ArrayValue array
                && array.Count == options.Count
                && array.Items.Zip(options.Items).All(pair => Matches(pair.First, pair.Second)),
            HashValue options => value is HashValue hash
                && options.Pairs.All(pair => Matches(hash.Find(pair.Key) ?? UndefValue.Instance, pair.Value)),
            _ => AreEqual(value, option),
        };

    private static bool IsMatch(RegexpValue pattern, string text) =>
        RubyRegex.Of(pattern.Pattern).Regex.IsMatch(text);

    private static SemVerValue? VersionOf(Value value) =>
        value as SemVerValue ?? (value is StringValue text ? SemVerValue.Parse(text.Text) : null);

    /// <summary>
    /// <c>left in right</c>: part of a string, equal to an element, a key of a hash; types and patterns
    /// find what
    /// matches them.
    /// </summary>
    public static bool IsIn(Value left, Value right) =>
        (left, right) switch
        {
            (StringValue part, StringValue text) => text.Text.Contains(
                part.Text,
                StringComparison.OrdinalIgnoreCase
            ),
            (RegexpValue pattern, StringValue text) => IsMatch(pattern, text.Text),
            (BinaryValue part, BinaryValue bytes) => bytes.Bytes.Span.IndexOf(part.Bytes.Span) >= 0,
            (StringValue part, BinaryValue bytes) => bytes.Bytes.Span.IndexOf(
                Encoding.UTF8.GetBytes(part.Text)
            ) >= 0,
            (IntegerValue part, BinaryValue bytes) => bytes.Bytes.ToArray().Any(b => b == part.Number),
            (_, ArrayValue array) => IsInList(left, array.Items),
            (_, HashValue hash) => IsInList(left, hash.Keys),
            (_, IteratorValue iterator) => IsInList(left, iterator.Items),
            (_, SemVerRangeValue range) => VersionOf(left) is { } version && range.Contains(version),
            _ => false,
        };

    private static bool IsInList(Value left, IEnumerable<Value> items) =>
        left switch
        {
            RegexpValue pattern => items.OfType<StringValue>().Any(item => IsMatch(pattern, item.Text)),
            DataType type => items.Any(type.IsInstance),
            StringValue or SemVerValue => items.Any(item => Matches(left, item)),
            _ => items.Any(item => AreEqual(item, left)),
        };
}

/// <summary>
/// Texts compared without regard to the case of ASCII letters, as Ruby's <c>casecmp</c> does.
/// </summary>
internal static class AsciiText
{
    public static int Compare(string a, string b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = Fold(a[i]) - Fold(b[i]);
            if (order != 0)
            {
                return order;
            }
        }
        return a.Length - b.Length;
    }

    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
}
