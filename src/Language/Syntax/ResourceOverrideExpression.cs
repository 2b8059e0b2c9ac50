using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>Type[title] { attribute => value }</c>.</summary>
public sealed record ResourceOverrideExpression(
    Span Span,
    ResourceForm Form,
    Expression Resources,
    ImmutableArray<AttributeOperation> Operations
) : Expression(Span);
