using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// <c>name => value</c>, <c>name +> value</c> or <c>* => hash</c>, in resources, defaults and overrides.
/// </summary>
public abstract record AttributeOperation(Span Span, Expression Value);

/// <summary>One attribute; <paramref name="Operator"/> is <c>=&gt;</c> or <c>+&gt;</c>.</summary>
public sealed record NamedAttributeOperation(
    Span Span,
    Span NameSpan,
    string Name,
    string Operator,
    Expression Value
) : AttributeOperation(Span, Value);

/// <summary>A hash of attributes: <c>* => hash</c>.</summary>
public sealed record SplatAttributeOperation(Span Span, Expression Value) : AttributeOperation(Span, Value);
