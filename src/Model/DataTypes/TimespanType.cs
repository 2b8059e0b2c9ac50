namespace Bunraku.Model;

/// <summary><c>Timespan[from, to]</c>; null is unbounded.</summary>
public sealed class TimespanType : DataType
{
    public static readonly TimespanType Default = new();

    public TimespanType() { }

    public TimespanType(TimespanValue? from, TimespanValue? to)
    {
        From = from;
        To = to;
        if (from is not null && to is not null && from.CompareTo(to) > 0)
        {
            throw DataTypeException.BadRange(from.ToString(), to.ToString());
        }
    }

    public override string Name => "Timespan";

    public TimespanValue? From { get; }

    public TimespanValue? To { get; }

    public override Constructor Constructor => TimeConstructors.Timespan;

    public override bool IsInstance(Value value) =>
        value is TimespanValue span
        && (From is null || span.CompareTo(From) >= 0)
        && (To is null || span.CompareTo(To) <= 0);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is TimespanType type
        && (From is null || type.From is not null && type.From.CompareTo(From) >= 0)
        && (To is null || type.To is not null && type.To.CompareTo(To) <= 0);

    internal TimespanType? Merge(TimespanType other) =>
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

    private bool IsBelow(TimespanType other) =>
        To is not null && other.From is not null && To.CompareTo(other.From) < 0;

    public override DataType Generalize() => Default;

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        return flat.Length <= 2
            ? new TimespanType(Bound(flat, 0), Bound(flat, 1))
            : throw DataTypeException.BadCount("A Timespan-Type", 0, 2, flat.Length);
    }

    private static TimespanValue? Bound(IReadOnlyList<Value> parameters, int index) =>
        index >= parameters.Count
            ? null
            : parameters[index] switch
            {
                DefaultValue or UndefValue => null,
                TimespanValue span => span,
                StringValue text => TimespanValue.Parse(text.Text, TimespanFormat.Defaults),
                IntegerValue seconds => TimespanValue.FromSeconds(seconds.Number),
                FloatValue seconds => TimespanValue.FromSeconds(seconds.Number),
                HashValue fields => (TimespanValue)
                    TimeConstructors.Timespan.Call([fields], Surroundings.Default),
                var other => throw DataTypeException.Runtime(
                    $"Unable to create a Puppet::Pops::Time::Timespan from a {RubyText.ClassOf(other)}"
                ),
            };

    internal override void Print(TypePrinter printer) => printer.Append(Name, Bounds(From, To));

    /// <summary>The bounds as both time types print them.</summary>
    internal static IEnumerable<object?> Bounds(Value? from, Value? to)
    {
        if (from is null && to is null)
        {
            return [];
        }
        object first = from is null ? "default" : $"'{from}'";
        return to is null || to.Equals(from) ? [first] : [first, $"'{to}'"];
    }

    private protected override bool HasSameParameters(DataType other) =>
        other is TimespanType type && Equals(type.From, From) && Equals(type.To, To);

    public override int GetHashCode() => HashCode.Combine(Name, From, To);
}
