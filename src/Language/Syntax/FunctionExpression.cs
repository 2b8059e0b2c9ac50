using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A function definition; the name is fully qualified.</summary>
public sealed record FunctionExpression(
    Span Span,
    string Name,
    ImmutableArray<Parameter> Parameters,
    Expression? ReturnType,
    Expression? Body
) : Expression(Span);
