using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>type { title: attributes; … }</c>, plain, virtual or exported.</summary>
public sealed record ResourceExpression(
    Span Span,
    ResourceForm Form,
    Expression Type,
    ImmutableArray<ResourceBody> Bodies
) : Expression(Span);

public enum ResourceForm
{
    Regular,
    Virtual,
    Exported,
}

public sealed record ResourceBody(Span Span, Expression Title, ImmutableArray<AttributeOperation> Operations);
