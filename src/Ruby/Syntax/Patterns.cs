using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Patterns and what matches them: `case … in`, `value => pattern`, `value in pattern`.

internal sealed record CaseInExpression(
    Span Span,
    Expression Subject,
    ImmutableArray<InClause> Clauses,
    Expression? Else
) : Expression(Span);

/// <param name="Guard">The condition behind <c>if</c> or <c>unless</c>.</param>
internal sealed record InClause(Pattern Pattern, Expression? Guard, Expression Body);

/// <param name="Raises">Written <c>=&gt;</c>: a value that does not fit is an error.</param>
internal sealed record MatchExpression(Span Span, Expression Value, Pattern Pattern, bool Raises)
    : Expression(Span);

internal abstract record Pattern(Span Span);

/// <summary>Fits what <c>===</c> of the value says.</summary>
internal sealed record ValuePattern(Span Span, Expression Value) : Pattern(Span);

/// <summary>Fits anything, and names it.</summary>
internal sealed record NamePattern(Span Span, string Name) : Pattern(Span);

internal sealed record EitherPattern(Span Span, ImmutableArray<Pattern> Choices) : Pattern(Span);

/// <summary>A pattern with a name for what fits it.</summary>
internal sealed record CapturePattern(Span Span, Pattern Inner, string Name) : Pattern(Span);

/// <param name="Type">The class that the value must be of.</param>
/// <param name="Rest">The name of the rest; null when it has none.</param>
/// <param name="HasSecondRest">A rest on both sides: what is between is looked for.</param>
internal sealed record ArrayPattern(
    Span Span,
    Expression? Type,
    ImmutableArray<Pattern> Before,
    bool HasRest,
    string? Rest,
    ImmutableArray<Pattern> After,
    bool HasSecondRest = false,
    string? SecondRest = null
) : Pattern(Span);

/// <param name="HasRest">Written with <c>**</c>, with a name for what is left or without.</param>
/// <param name="IsWhole">Written with <c>**nil</c>: no other keys may be there.</param>
internal sealed record HashPattern(
    Span Span,
    Expression? Type,
    ImmutableArray<HashPatternPair> Pairs,
    bool HasRest,
    string? Rest,
    bool IsWhole
) : Pattern(Span);

/// <param name="Value">Null when the key names the variable.</param>
internal sealed record HashPatternPair(string Key, Pattern? Value);
