using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A string without interpolation, escapes resolved; also a heredoc's plain text.</summary>
public sealed record StringExpression(Span Span, string Value) : Expression(Span);
