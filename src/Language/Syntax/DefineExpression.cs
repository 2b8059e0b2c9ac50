using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A defined resource type; the name is fully qualified.</summary>
public sealed record DefineExpression(
    Span Span,
    string Name,
    ImmutableArray<Parameter> Parameters,
    Expression? Body
) : Expression(Span);
