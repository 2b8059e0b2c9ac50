using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A heredoc: the syntax named in its tag (may be empty) and its text.</summary>
public sealed record HeredocExpression(Span Span, string Syntax, Expression Text) : Expression(Span);
