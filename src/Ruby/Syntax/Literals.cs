using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Literals: values that are written out.

internal sealed record NilExpression(Span Span) : Expression(Span);

internal sealed record BooleanExpression(Span Span, bool Value) : Expression(Span);

internal sealed record SelfExpression(Span Span) : Expression(Span);

/// <summary>A number: a <c>long</c>, <c>BigInteger</c> or <c>double</c>.</summary>
internal sealed record NumberExpression(Span Span, object Value) : Expression(Span);

internal sealed record StringExpression(Span Span, string Value) : Expression(Span);

/// <summary>A string, symbol, regular expression or command with <c>#{…}</c> in it.</summary>
internal sealed record InterpolationExpression(Span Span, ImmutableArray<Expression> Parts)
    : Expression(Span);

internal sealed record SymbolExpression(Span Span, string Name) : Expression(Span);

internal sealed record InterpolatedSymbolExpression(Span Span, Expression Text) : Expression(Span);

internal sealed record RegexpExpression(Span Span, Expression Source, string Flags) : Expression(Span);

/// <summary>A program to run, between back quotes.</summary>
internal sealed record CommandExpression(Span Span, Expression Text) : Expression(Span);

internal sealed record ArrayExpression(Span Span, ImmutableArray<Expression> Items) : Expression(Span);

/// <param name="IsBraced">False for the keywords of a call.</param>
internal sealed record HashExpression(Span Span, ImmutableArray<HashPair> Pairs, bool IsBraced)
    : Expression(Span);

/// <summary>A key with its value; without a key the value is a hash to be taken in (<c>**</c>).</summary>
internal sealed record HashPair(Expression? Key, Expression Value);

internal sealed record RangeExpression(Span Span, Expression? From, Expression? To, bool IsExclusive)
    : Expression(Span);

internal sealed record LambdaExpression(Span Span, BlockExpression Block) : Expression(Span);
