namespace Bunraku.Model;

/// <summary><c>Timestamp[from, to]</c>; null is unbounded.</summary>
public sealed class TimestampType : DataType
{
    public static readonly TimestampType Default = new();

    public TimestampType() { }

    public TimestampType(TimestampValue? from, TimestampValue? to)
    {
        From = from;
        To = to;
        if (from is not null && to is not null && from.CompareTo(to) > 0)
        {
            throw DataTypeException.BadRange(from.ToString(), to.ToString());
        }
    }

    public override string Name => "Timestamp";

    public TimestampValue? From { get; }

    public TimestampValue? To { get; }

    public override Constructor Constructor => TimeConstructors.Timestamp;

    public override bool IsInstance(Value value) =>
        value is TimestampValue time
        && (From is null || time.CompareTo(From) >= 0)
        && (To is null || time.CompareTo(To) <= 0);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is TimestampType type
        && (From is null || type.From is not null && type.From.CompareTo(From) >= 0)
        && (To is null || type.To is not null && type.To.CompareTo(To) <= 0);

    internal TimestampType? Merge(TimestampType other) =>
        IsBelow(other) || other.IsBelow(this)
            ? null
            : new(
                From is null || other.From is null ? null
                    : From.CompareTo(other.From) < 0 ? From
                    : other.From,
                To is null || other.To is null ? null
                    : To.CompareTo(other.To) > 0 ? To
                    : other.To
            );

    private bool IsBelow(TimestampType other) =>
        To is not null && other.From is not null && To.CompareTo(other.From) < 0;

    public override DataType Generalize() => Default;

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        return flat.Length <= 2
            ? new TimestampType(Bound(flat, 0), Bound(flat, 1))
            : throw DataTypeException.BadCount("A Timestamp-Type", 0, 2, flat.Length);
    }

    private static TimestampValue? Bound(IReadOnlyList<Value> parameters, int index) =>
        index >= parameters.Count
            ? null
            : parameters[index] switch
            {
                DefaultValue or UndefValue => null,
                TimestampValue time => time,
                StringValue text => TimestampValue.Parse(text.Text),
                IntegerValue seconds => TimestampValue.FromSeconds(seconds.Number),
                FloatValue seconds => TimestampValue.FromSeconds(seconds.Number),
                HashValue fields => (TimestampValue)
                    TimeConstructors.Timestamp.Call([fields], Surroundings.Default),
                var other => throw DataTypeException.Runtime(
                    $"Unable to create a Puppet::Pops::Time::Timestamp from a {RubyText.ClassOf(other)}"
                ),
            };

    internal override void Print(TypePrinter printer) => printer.Append(Name, TimespanType.Bounds(From, To));

    private protected override bool HasSameParameters(DataType other) =>
        other is TimestampType type && Equals(type.From, From) && Equals(type.To, To);

    public override int GetHashCode() => HashCode.Combine(Name, From, To);
}
