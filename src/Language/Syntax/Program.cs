using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// A parsed file: its body, and every class, define, node, function and type definition in it, nested ones
/// included, in source order.
/// </summary>
public sealed record Program(SourceFile File, Expression Body, ImmutableArray<Expression> Definitions)
{
    public Span Span => Body.Span;
}
