using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>Type { attribute => value }</c>.</summary>
public sealed record ResourceDefaultsExpression(
    Span Span,
    ResourceForm Form,
    Expression Type,
    ImmutableArray<AttributeOperation> Operations
) : Expression(Span);
