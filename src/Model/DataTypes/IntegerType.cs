using System.Globalization;

namespace Bunraku.Model;

/// <summary><c>Integer[from, to]</c>; null is unbounded. Also the type of every size.</summary>
public sealed class IntegerType : DataType
{
    public static readonly IntegerType Default = new();

    public IntegerType() { }

    public IntegerType(long? from, long? to)
    {
        From = from;
        To = to;
        if (from > to)
        {
            throw DataTypeException.BadRange(
                from.Value.ToString(CultureInfo.InvariantCulture),
                to.Value.ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    public override string Name => "Integer";

    public long? From { get; }

    public long? To { get; }

    public bool IsFinite => From is not null && To is not null;

    public override Constructor Constructor => NumberConstructors.Integer;

    public override bool IsIterable => true;

    public override DataType IterationType => Default;

    public override bool IsInstance(Value value) => value is IntegerValue integer && Contains(integer.Number);

    public bool Contains(long number) => number >= (From ?? long.MinValue) && number <= (To ?? long.MaxValue);

    /// <summary>The range as a size: nothing below 0.</summary>
    public IntegerType ToSize() => From >= 0 ? this : new(0, To < 0 ? 0 : To);

    /// <summary>The smallest range that covers both, whether they touch or not.</summary>
    public IntegerType Hull(IntegerType other) =>
        new(
            From is null || other.From is null ? null : Math.Min(From.Value, other.From.Value),
            To is null || other.To is null ? null : Math.Max(To.Value, other.To.Value)
        );

    /// <summary>One range instead of two that overlap or touch; null for two with a gap.</summary>
    internal IntegerType? Merge(IntegerType other)
    {
        var isApart = IsBelow(other) || other.IsBelow(this);
        return isApart ? null : Hull(other);
    }

    private bool IsBelow(IntegerType other) =>
        To is { } to && other.From is { } from && to < from && from - 1 != to;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is IntegerType type && (From is null || type.From >= From) && (To is null || type.To <= To);

    public override DataType Generalize() => Default;

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        if (flat.Length is not (1 or 2))
        {
            throw new DataTypeException(
                "BAD_INTEGER_SLICE_ARITY",
                $"Integer-Type supports [] with one or two arguments (from, to). Got {flat.Length}"
            );
        }
        for (var i = 0; i < flat.Length; i++)
        {
            if (flat[i] is not (IntegerValue or DefaultValue))
            {
                throw new DataTypeException(
                    "BAD_INTEGER_SLICE_TYPE",
                    "Integer-Type [] requires all arguments to be integers (or default). "
                        + $"Got {RubyText.ClassOf(flat[i])}"
                )
                {
                    ParameterIndex = i,
                };
            }
        }
        return new IntegerType(Bound(flat[0]), flat.Length > 1 ? Bound(flat[1]) : null);
    }

    internal static long? Bound(Value value) => (value as IntegerValue)?.Number;

    internal override void Print(TypePrinter printer) => printer.Append(Name, TypePrinter.Range(this));

    private protected override bool HasSameParameters(DataType other) =>
        other is IntegerType type && type.From == From && type.To == To;

    public override int GetHashCode() => HashCode.Combine(Name, From, To);
}
