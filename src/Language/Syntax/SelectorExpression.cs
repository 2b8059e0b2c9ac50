using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>control ? { match => value }</c>.</summary>
public sealed record SelectorExpression(Span Span, Expression Control, ImmutableArray<SelectorEntry> Entries)
    : Expression(Span);

public sealed record SelectorEntry(Span Span, Expression Match, Expression Value);
