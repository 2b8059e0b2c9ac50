using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A capitalised name, as written: <c>Apache::Vhost</c>.</summary>
public sealed record ReferenceExpression(Span Span, string Value) : Expression(Span);
