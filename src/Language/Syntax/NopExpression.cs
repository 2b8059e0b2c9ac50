using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Nothing: an empty body.</summary>
public sealed record NopExpression(Span Span) : Expression(Span);
