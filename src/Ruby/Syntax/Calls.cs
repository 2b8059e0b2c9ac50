using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Calls, their arguments and blocks.

/// <param name="Receiver">Null when the call is made on <c>self</c>.</param>
/// <param name="NameSpan">Where the method's name stands.</param>
/// <param name="IsSafe">Written with <c>&amp;.</c>.</param>
/// <param name="IsBare">A name alone, which may have been meant as a variable.</param>
internal sealed record CallExpression(
    Span Span,
    Expression? Receiver,
    string Name,
    Span NameSpan,
    ImmutableArray<Expression> Arguments,
    bool IsSafe = false,
    bool IsBare = false
) : Expression(Span)
{
    public BlockExpression? Block { get; init; }

    /// <summary>The <c>&amp;block</c> argument.</summary>
    public Expression? BlockArgument { get; init; }
}

/// <param name="Arguments">Null when the arguments of the method itself are passed on.</param>
internal sealed record SuperExpression(Span Span, ImmutableArray<Expression>? Arguments) : Expression(Span)
{
    public BlockExpression? Block { get; init; }

    public Expression? BlockArgument { get; init; }
}

internal sealed record YieldExpression(Span Span, ImmutableArray<Expression> Arguments) : Expression(Span);

internal sealed record SplatExpression(Span Span, Expression Value) : Expression(Span);

/// <summary>A <c>&amp;block</c> among arguments while they are read.</summary>
internal sealed record BlockPassExpression(Span Span, Expression? Value) : Expression(Span);

internal sealed record BlockExpression(Span Span, Parameters Parameters, Expression Body) : Expression(Span);

/// <summary>The parameters of a method or block.</summary>
internal sealed record Parameters(
    ImmutableArray<Expression> Required,
    ImmutableArray<OptionalParameter> Optional,
    string? Rest,
    ImmutableArray<Expression> Post,
    ImmutableArray<KeywordParameter> Keywords,
    string? KeywordRest,
    string? Block
)
{
    public static readonly Parameters None = new([], [], null, [], [], null, null);

    /// <summary>Variables that a block keeps to itself.</summary>
    public ImmutableArray<string> BlockLocals { get; init; } = [];

    /// <summary>A comma after the only parameter of a block: it takes the first of an array.</summary>
    public bool HasTrailingComma { get; init; }

    /// <summary>Written with <c>...</c>.</summary>
    public bool ForwardsAll { get; init; }

    /// <summary>Written <c>**nil</c>.</summary>
    public bool RefusesKeywords { get; init; }
}

internal sealed record OptionalParameter(string Name, Expression Default);

/// <param name="Default">Null when the keyword must be given.</param>
internal sealed record KeywordParameter(string Name, Expression? Default);
