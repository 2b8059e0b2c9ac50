using System.Globalization;

namespace Bunraku.Model;

/// <summary>One thing that does not fit, and where.</summary>
internal abstract record Mismatch(MismatchPath Path)
{
    /// <summary>The sentence without the way to the place.</summary>
    protected abstract string Problem { get; }

    /// <summary>
    /// One mismatch instead of two at the same place, or null when they cannot be told in one.
    /// </summary>
    public virtual Mismatch Merge(Mismatch other) => this;

    /// <summary>
    /// Whether it is dropped beside another. The reference drops only repeated complaints about blocks.
    /// </summary>
    public bool SaysTheSameAs(Mismatch other) =>
        this is MissingBlock or UnexpectedBlock
        && other.GetType() == GetType()
        && Path.LeadsToSamePlace(other.Path);

    /// <summary>The way and the problem, with a space before.</summary>
    public string Format()
    {
        var steps = Path.Steps;
        var signature = steps is [{ Kind: PathKind.Signature }, ..] ? $" {steps[0]}" : "";
        var position = string.Join(' ', signature.Length > 0 ? steps[1..] : steps);
        return signature + (position.Length > 0 ? " " + position : "") + " " + Problem;
    }
}

internal sealed record MissingKey(MismatchPath Path, string Key) : Mismatch(Path)
{
    protected override string Problem => $"expects a value for key '{Key}'";
}

internal sealed record MissingParameter(MismatchPath Path, string Key) : Mismatch(Path)
{
    protected override string Problem => $"expects a value for parameter '{Key}'";
}

internal sealed record ExtraneousKey(MismatchPath Path, string Key) : Mismatch(Path)
{
    protected override string Problem => $"unrecognized key '{Key}'";
}

internal sealed record UnknownParameter(MismatchPath Path, string Key) : Mismatch(Path)
{
    protected override string Problem => $"has no parameter named '{Key}'";
}

internal sealed record UnexpectedBlock(MismatchPath Path) : Mismatch(Path)
{
    protected override string Problem => "does not expect a block";
}

internal sealed record MissingBlock(MismatchPath Path) : Mismatch(Path)
{
    protected override string Problem => "expects a block";
}

internal sealed record UnresolvedType(MismatchPath Path, string Name) : Mismatch(Path)
{
    protected override string Problem => $"references an unresolved type '{Name}'";
}

internal record SizeMismatch(MismatchPath Path, IntegerType Expected, IntegerType Actual) : Mismatch(Path)
{
    protected override string Problem =>
        $"expects size to be {Words(Expected, "0")}, got {Words(Actual, "0")}";

    public override Mismatch Merge(Mismatch other)
    {
        var (a, b) = (Expected, ((SizeMismatch)other).Expected);
        var from = Math.Min(a.From ?? 0, b.From ?? 0);
        return this with
        {
            Expected = new(from, a.To is null || b.To is null ? null : Math.Max(a.To.Value, b.To.Value)),
        };
    }

    protected static string Words(IntegerType range, string zero)
    {
        var from = range.From ?? 0;
        return (from, range.To) switch
        {
            (0, 0) => zero,
            (_, { } to) when to == from => from.ToString(CultureInfo.InvariantCulture),
            (0, null) => "unlimited",
            (0, { } to) => $"at most {to}",
            (_, null) => $"at least {from}",
            (_, { } to) => $"between {from} and {to}",
        };
    }
}

internal sealed record CountMismatch(MismatchPath Path, IntegerType Expected, IntegerType Actual)
    : SizeMismatch(Path, Expected, Actual)
{
    protected override string Problem
    {
        get
        {
            var isOne = (Expected.From ?? 0, Expected.To) is (1, 1 or null) or (0, 1);
            var suffix = isOne ? "" : "s";
            return $"expects {Words(Expected, "no")} argument{suffix}, got {Words(Actual, "none")}";
        }
    }
}

/// <summary>A type where another was expected. Types are kept normalized.</summary>
internal record KindMismatch : Mismatch
{
    public KindMismatch(MismatchPath path, DataType expected, DataType actual)
        : base(path)
    {
        Expected = expected.Normalize();
        Actual = actual.Normalize();
    }

    public DataType Expected { get; }

    public DataType Actual { get; }

    protected override string Problem => MismatchWording.OfKind(Expected, Actual);

    public override Mismatch Merge(Mismatch other) =>
        new KindMismatch(Path, VariantType.Of(Expected, ((KindMismatch)other).Expected), Actual);
}

internal sealed record PatternMismatch(MismatchPath Path, DataType Wanted, DataType Given)
    : KindMismatch(Path, Wanted, Given)
{
    protected override string Problem => MismatchWording.OfPattern(Expected, Actual);

    public override Mismatch Merge(Mismatch other) =>
        new PatternMismatch(Path, VariantType.Of(Expected, ((KindMismatch)other).Expected), Actual);
}
