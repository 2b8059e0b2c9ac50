using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>[a, b]</c>.</summary>
public sealed record ArrayExpression(Span Span, ImmutableArray<Expression> Items) : Expression(Span);
