using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>An EPP template: its parameters and the statements that render it.</summary>
public sealed record EppExpression(
    Span Span,
    ImmutableArray<Parameter> Parameters,
    bool ParametersSpecified,
    Expression Body
) : Expression(Span);
