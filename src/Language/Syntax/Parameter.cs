using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A parameter of a class, define, function, lambda or EPP template.</summary>
public sealed record Parameter(
    Span Span,
    Span NameSpan,
    string Name,
    Expression? Type,
    Expression? Default,
    bool CapturesRest
);
