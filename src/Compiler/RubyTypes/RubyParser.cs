using System.Collections.Immutable;

namespace Bunraku.Compiler;

/// <summary>
/// The statements of a Ruby source file. It always returns a tree: of a statement that it does not understand
/// it keeps what it could read and goes on behind it.
/// </summary>
internal sealed class RubyParser
{
    /// <summary>Deeper nesting is in no declaration; what lies below is not read.</summary>
    private const int MostDeep = 120;

    private static readonly HashSet<string> Endings =
    [
        "end",
        "else",
        "elsif",
        "when",
        "in",
        "rescue",
        "ensure",
        "}",
    ];

    private static readonly HashSet<string> Modifiers =
    [
        "if",
        "unless",
        "while",
        "until",
        "rescue",
        "and",
        "or",
    ];

    private readonly List<RubyToken> tokens;
    private readonly RubyExpressionParser expressions;
    private int depth;

    internal RubyParser(List<RubyToken> tokens)
    {
        this.tokens = tokens;
        expressions = new RubyExpressionParser(this);
    }

    internal int Position { get; set; }

    internal RubyToken Current => tokens[Position];

    internal RubyToken Next => tokens[Math.Min(Position + 1, tokens.Count - 1)];

    private bool AtStatementEnd =>
        Current.Kind is RubyTokenKind.Newline or RubyTokenKind.End || Current.Is(";") || AtEnding;

    private bool AtEnding =>
        Current.Kind is RubyTokenKind.Word or RubyTokenKind.Operator && Endings.Contains(Current.Text);

    public static RubyBody Parse(string source)
    {
        var parser = new RubyParser(RubyLexer.Read(source));
        var statements = ImmutableArray.CreateBuilder<RubySyntax>();
        while (parser.Current.Kind != RubyTokenKind.End)
        {
            statements.AddRange(parser.Body().Statements);
            if (parser.Current.Kind != RubyTokenKind.End)
            {
                parser.Position++;
            }
        }
        return new(statements.ToImmutable());
    }

    /// <summary>Statements up to what ends a body, which is left to the caller.</summary>
    internal RubyBody Body()
    {
        var statements = ImmutableArray.CreateBuilder<RubySyntax>();
        while (true)
        {
            while (Current.Kind == RubyTokenKind.Newline || Current.Is(";"))
            {
                Position++;
            }
            if (Current.Kind == RubyTokenKind.End || AtEnding)
            {
                return new(statements.ToImmutable());
            }
            var before = Position;
            statements.Add(Statement());
            if (Position == before)
            {
                Position++;
            }
        }
    }

    /// <summary>Goes one level deeper; false when that is too deep.</summary>
    internal bool Enter() => depth < MostDeep && ++depth > 0;

    internal void Leave() => depth--;

    internal bool Take(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }
        Position++;
        return true;
    }

    internal void SkipNewlines()
    {
        while (Current.Kind == RubyTokenKind.Newline)
        {
            Position++;
        }
    }

    internal RubySyntax Statement()
    {
        if (!Enter())
        {
            SkipStatement();
            return RubySyntax.Unknown;
        }
        var statement = Keyword() ?? expressions.Expression();
        while (Current.Kind == RubyTokenKind.Word && Modifiers.Contains(Current.Text))
        {
            statement = Modified(statement);
        }
        if (!AtStatementEnd)
        {
            SkipStatement();
        }
        Leave();
        return statement;
    }

    /// <summary>What starts with a keyword and ends with <c>end</c>; null when none is next.</summary>
    internal RubySyntax? Keyword()
    {
        if (Current.Kind != RubyTokenKind.Word)
        {
            return null;
        }
        var word = Current.Text;
        if (
            word
            is "def"
                or "class"
                or "module"
                or "if"
                or "unless"
                or "while"
                or "until"
                or "for"
                or "case"
                or "begin"
        )
        {
            Position++;
        }
        return word switch
        {
            "def" => Method(),
            "class" or "module" => Scope(),
            "if" => If(isNegated: false),
            "unless" => If(isNegated: true),
            "while" or "until" or "for" or "case" or "begin" => Branches(),
            _ => null,
        };
    }

    /// <summary><c>do |x| … end</c> or <c>{ |x| … }</c>, from behind the opening word.</summary>
    internal RubyBlock Block()
    {
        var parameters = ImmutableArray.CreateBuilder<string>();
        if (Take("||"))
        {
            return new([], Closed());
        }
        if (Take("|"))
        {
            while (Current.Kind is not (RubyTokenKind.End or RubyTokenKind.Newline) && !Take("|"))
            {
                if (Current.Kind is RubyTokenKind.Word or RubyTokenKind.Label)
                {
                    parameters.Add(Current.Text);
                }
                Position++;
            }
        }
        return new(parameters.ToImmutable(), Closed());
    }

    internal RubySyntax Condition()
    {
        expressions.TakesBlocks = false;
        var condition = expressions.Expression();
        while (Take("and") || Take("or"))
        {
            condition = RubySyntax.Unknown;
            expressions.Expression();
        }
        expressions.TakesBlocks = true;
        if (!AtStatementEnd && !Current.Is("then") && !Current.Is("do"))
        {
            SkipStatement();
        }
        _ = Take("then") || Take("do");
        return condition;
    }

    /// <summary>Goes on to the end of the statement, past whatever is nested in it.</summary>
    private void SkipStatement()
    {
        var depth = 0;
        while (Current.Kind != RubyTokenKind.End && (depth > 0 || !AtStatementEnd))
        {
            var before = tokens[Math.Max(Position - 1, 0)];
            if (Opens(before))
            {
                depth++;
            }
            else if (Current.Is("end") || Current.Is(")") || Current.Is("]") || Current.Is("}"))
            {
                depth--;
            }
            Position++;
            if (depth < 0)
            {
                return;
            }
        }
    }

    private bool Opens(RubyToken before) =>
        Current switch
        {
            { Kind: RubyTokenKind.Operator } => Current.Text is "(" or "[" or "{",
            { Kind: RubyTokenKind.Word, Text: "do" or "def" or "class" or "module" or "begin" or "case" } =>
                !before.Is("."),
            { Kind: RubyTokenKind.Word, Text: "if" or "unless" or "while" or "until" } => before.Kind
                is RubyTokenKind.Newline
                    or RubyTokenKind.Operator
                && before.Text is not (")" or "]" or "}"),
            _ => false,
        };

    private RubySyntax Modified(RubySyntax statement)
    {
        var word = Current.Text;
        Position++;
        var condition = expressions.Expression();
        return word switch
        {
            "if" => new RubyIf(condition, statement, RubySyntax.Unknown),
            "unless" => new RubyIf(condition, RubySyntax.Unknown, statement),
            "and" or "or" => new RubyCall(statement, word == "and" ? "&&" : "||", [condition]),
            _ => statement,
        };
    }

    private RubyMethod Method()
    {
        var isStatic = Current.Is("self") && Next.Is(".");
        Position += isStatic ? 2 : 0;
        var name = MethodName();
        var parameters = ImmutableArray.CreateBuilder<(string, RubySyntax?)>();
        var isClosed = Take("(");
        while (
            Current.Kind != RubyTokenKind.End
            && !Take(")")
            && (isClosed || !AtStatementEnd)
            && !Current.Is("=")
        )
        {
            if (isClosed)
            {
                SkipNewlines();
            }
            var (before, parameter) = (tokens[Position - 1], Current);
            Position++;
            if (parameter.Kind is RubyTokenKind.Word or RubyTokenKind.Label)
            {
                var fallback = before.Is("*") ? RubyMethod.Rest : null;
                parameters.Add((parameter.Text, Take("=") ? expressions.Expression() : fallback));
            }
        }
        if (Take("="))
        {
            return new(name, isStatic, parameters.ToImmutable(), new([Statement()]));
        }
        return new(name, isStatic, parameters.ToImmutable(), Closed());
    }

    /// <summary>A word, perhaps with the <c>=</c> of a setter, or an operator.</summary>
    private string MethodName()
    {
        var name = Current.Text;
        Position++;
        while (
            Current.Kind == RubyTokenKind.Operator
            && !Current.HasSpaceBefore
            && !Current.Is("(")
            && !Current.Is(";")
        )
        {
            name += Current.Text;
            Position++;
        }
        return name;
    }

    private RubyScope Scope()
    {
        if (Take("<<"))
        {
            expressions.Expression();
            return new(null, Closed());
        }
        var name = expressions.Expression();
        var path = (name as RubyConstant ?? (name as RubyCall)?.Receiver as RubyConstant)?.Path ?? "?";
        if (!AtStatementEnd)
        {
            SkipStatement();
        }
        return new(path, Closed());
    }

    private RubyIf If(bool isNegated)
    {
        var condition = Condition();
        RubySyntax then = Body();
        RubySyntax otherwise = RubySyntax.Unknown;
        if (Take("elsif"))
        {
            otherwise = If(isNegated: false);
        }
        else
        {
            otherwise = Take("else") ? Body() : otherwise;
            Take("end");
        }
        return isNegated ? new(condition, otherwise, then) : new(condition, then, otherwise);
    }

    /// <summary>All bodies up to <c>end</c>, each behind its heading line.</summary>
    private RubyBranches Branches()
    {
        var bodies = ImmutableArray.CreateBuilder<RubySyntax>();
        expressions.TakesBlocks = false;
        if (!AtStatementEnd)
        {
            expressions.Expression();
        }
        expressions.TakesBlocks = true;
        if (!AtStatementEnd && !Take("do"))
        {
            SkipStatement();
        }
        bodies.Add(Body());
        while (Current.Kind != RubyTokenKind.End && !Take("end"))
        {
            if (Current.Is("}"))
            {
                break;
            }
            var hasHeading = !Current.Is("else") && !Current.Is("ensure");
            Position++;
            while (hasHeading && !AtStatementEnd && !Take("then"))
            {
                Position++;
                SkipNewlinesAfterComma();
            }
            bodies.Add(Body());
        }
        return new(bodies.ToImmutable());
    }

    private void SkipNewlinesAfterComma()
    {
        if (tokens[Position - 1].Is(","))
        {
            SkipNewlines();
        }
    }

    /// <summary>A body with the word that closes it; what it rescues counts as part of it.</summary>
    private RubyBody Closed()
    {
        var statements = Body().Statements;
        while (Current.Kind != RubyTokenKind.End && !Take("end") && !Take("}"))
        {
            Position++;
            statements = statements.AddRange(Body().Statements);
        }
        return new(statements);
    }
}
