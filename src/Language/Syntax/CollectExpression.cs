using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// <c>Type &lt;| query |&gt; { overrides }</c>, or with <c>&lt;&lt;| |&gt;&gt;</c>; a null query takes all.
/// </summary>
public sealed record CollectExpression(
    Span Span,
    Expression Type,
    bool IsExported,
    Expression? Query,
    ImmutableArray<AttributeOperation> Operations
) : Expression(Span);
