using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>A part of a Ruby program; everything in Ruby has a value.</summary>
internal abstract record Expression(Span Span);

/// <summary>Statements one after the other; the value is the last one's.</summary>
internal sealed record SequenceExpression(Span Span, ImmutableArray<Expression> Items) : Expression(Span);

/// <summary>A whole file, or a template's program.</summary>
internal sealed record ProgramExpression(Span Span, Expression Body) : Expression(Span);
