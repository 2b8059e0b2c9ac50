using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A floating-point literal and how it was written.</summary>
public sealed record FloatExpression(Span Span, double Value, string Text) : Expression(Span);
