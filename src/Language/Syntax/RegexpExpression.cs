using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A regular expression literal, without its slashes.</summary>
public sealed record RegexpExpression(Span Span, string Pattern) : Expression(Span);
