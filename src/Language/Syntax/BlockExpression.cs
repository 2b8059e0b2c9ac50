using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Several statements, the value being the last one's.</summary>
public sealed record BlockExpression(Span Span, ImmutableArray<Expression> Statements) : Expression(Span);
