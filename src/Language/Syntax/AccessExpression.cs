using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>left[keys]</c>: element access, slice, or a parametrised type.</summary>
public sealed record AccessExpression(Span Span, Expression Left, ImmutableArray<Expression> Keys)
    : Expression(Span);
