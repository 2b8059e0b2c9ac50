using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>{ k => v }</c>.</summary>
public sealed record HashExpression(Span Span, ImmutableArray<HashEntry> Entries) : Expression(Span);

public sealed record HashEntry(Span Span, Span ArrowSpan, Expression Key, Expression Value);
