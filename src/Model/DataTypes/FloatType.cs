namespace Bunraku.Model;

/// <summary><c>Float[from, to]</c>; null is unbounded.</summary>
public sealed class FloatType : DataType
{
    public static readonly FloatType Default = new();

    public FloatType() { }

    public FloatType(double? from, double? to)
    {
        From = from;
        To = to;
        if (from > to)
        {
            throw DataTypeException.BadRange(FloatText.Of(from.Value), FloatText.Of(to.Value));
        }
    }

    public override string Name => "Float";

    public double? From { get; }

    public double? To { get; }

    public override Constructor Constructor => NumberConstructors.Float;

    public override bool IsInstance(Value value) =>
        value is FloatValue real
        && !(real.Number < From)
        && !(real.Number > To)
        && (!double.IsNaN(real.Number) || this is { From: null, To: null });

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is FloatType type && (From is null || type.From >= From) && (To is null || type.To <= To);

    public override DataType Generalize() => Default;

    /// <summary>One range instead of two that overlap; null for two with a gap.</summary>
    internal FloatType? Merge(FloatType other) => To < other.From || other.To < From ? null : Hull(other);

    internal FloatType Hull(FloatType other) =>
        new(
            From is null || other.From is null ? null : Math.Min(From.Value, other.From.Value),
            To is null || other.To is null ? null : Math.Max(To.Value, other.To.Value)
        );

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        if (flat.Length is not (1 or 2))
        {
            throw new DataTypeException(
                "BAD_INTEGER_SLICE_ARITY",
                $"Float-Type supports [] with one or two arguments (from, to). Got {flat.Length}"
            );
        }
        for (var i = 0; i < flat.Length; i++)
        {
            if (flat[i] is not (IntegerValue or FloatValue or DefaultValue))
            {
                throw new DataTypeException(
                    "BAD_INTEGER_SLICE_TYPE",
                    "Float-Type [] requires all arguments to be floats, or integers (or default). "
                        + $"Got {RubyText.ClassOf(flat[i])}"
                )
                {
                    ParameterIndex = i,
                };
            }
        }
        return new FloatType(Bound(flat[0]), flat.Length > 1 ? Bound(flat[1]) : null);
    }

    private static double? Bound(Value value) =>
        value switch
        {
            IntegerValue integer => integer.Number,
            FloatValue real => real.Number,
            _ => null,
        };

    internal override void Print(TypePrinter printer)
    {
        if (this is { From: null, To: null })
        {
            printer.Append(Name);
            return;
        }
        object from = From is { } least ? FloatText.Of(least) : "default";
        printer.Append(Name, To is { } most ? [from, FloatText.Of(most)] : [from]);
    }

    private protected override bool HasSameParameters(DataType other) =>
        other is FloatType type && type.From.Equals(From) && type.To.Equals(To);

    public override int GetHashCode() => HashCode.Combine(Name, From, To);
}
