using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A bare word, qualified or not: <c>apache::vhost</c>.</summary>
public sealed record NameExpression(Span Span, string Value) : Expression(Span);
