using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A node of the syntax tree: immutable, without scope or parent.</summary>
public abstract record Expression(Span Span);
