using System.Numerics;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>An integer literal; the radix (8, 10 or 16) is kept for printing.</summary>
public sealed record IntegerExpression(Span Span, long Value, int Radix) : Expression(Span)
{
    /// <summary>The number that is written, when it lies outside of the range of an Integer.</summary>
    public BigInteger? Overflow { get; init; }
}
