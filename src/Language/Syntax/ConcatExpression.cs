using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// A double-quoted string with interpolations: strings and <see cref="TextExpression"/>s in turn.
/// </summary>
public sealed record ConcatExpression(Span Span, ImmutableArray<Expression> Parts) : Expression(Span);
