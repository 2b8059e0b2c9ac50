using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>case control { values: { then } }</c>.</summary>
public sealed record CaseExpression(Span Span, Expression Control, ImmutableArray<CaseOption> Options)
    : Expression(Span);

public sealed record CaseOption(Span Span, ImmutableArray<Expression> Values, Expression Then);
