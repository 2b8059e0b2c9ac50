using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Compiler;

/// <summary>The expressions of a Ruby source file, for <see cref="RubyParser"/>.</summary>
internal sealed class RubyExpressionParser(RubyParser parser)
{
    private const int LongestCode = 200;

    private static readonly string[][] Levels =
    [
        ["..", "..."],
        ["||"],
        ["&&"],
        ["<=>", "==", "===", "!=", "=~", "!~"],
        ["<", "<=", ">", ">="],
        ["|", "^", "&"],
        ["<<", ">>"],
        ["+", "-"],
        ["*", "/", "%"],
        ["**"],
    ];

    /// <summary>Whether <c>do</c> belongs to the call before it, and not to a loop.</summary>
    public bool TakesBlocks { get; set; } = true;

    private RubyToken Current => parser.Current;

    public RubySyntax Expression()
    {
        if (!parser.Enter())
        {
            return RubySyntax.Unknown;
        }
        var expression = Whole();
        parser.Leave();
        return expression;
    }

    private RubySyntax Whole()
    {
        if (Current.Is("not") || Current.Is("!"))
        {
            parser.Position++;
            return new RubyCall(Expression(), "!", []);
        }
        if (
            IsTarget(Current)
            && parser.Next is { Kind: RubyTokenKind.Operator, Text: "=" or "||=" or "+=" or "<<=" } mark
        )
        {
            var name = Current.Text;
            parser.Position += 2;
            parser.SkipNewlines();
            var value = Assigned();
            return new RubyAssignment(
                name,
                mark.Text == "+=" ? new RubyCall(new RubyCall(null, name, []), "+", [value]) : value
            );
        }
        var condition = Binary(0);
        if (!parser.Take("?"))
        {
            return condition;
        }
        var then = Expression();
        parser.SkipNewlines();
        var isElse = parser.Take(":");
        return new RubyIf(condition, then, isElse ? Expression() : RubySyntax.Unknown);
    }

    private RubySyntax Assigned() => parser.Keyword() ?? Expression();

    private static bool IsTarget(RubyToken token) =>
        token.Kind is RubyTokenKind.Word or RubyTokenKind.Constant;

    private RubySyntax Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Chain();
        }
        var left = Binary(level + 1);
        while (Current.Kind == RubyTokenKind.Operator && Levels[level].Contains(Current.Text))
        {
            var operation = Current.Text;
            parser.Position++;
            parser.SkipNewlines();
            left = new RubyCall(left, operation, [Binary(level + 1)]);
        }
        return left;
    }

    /// <summary>A value and the calls on it: <c>a.b(c) { … }[d]</c>.</summary>
    private RubySyntax Chain()
    {
        var value = Primary();
        while (true)
        {
            if (Current.Is(".") || Current.Is("&."))
            {
                parser.Position++;
                parser.SkipNewlines();
                value = CallOn(value);
            }
            else if (Current.Is("::"))
            {
                parser.Position++;
                value =
                    value is RubyConstant(var path) && Current.Kind == RubyTokenKind.Constant && !CallsNext()
                        ? Scoped(path)
                        : CallOn(value);
            }
            else if (Current.Is("[") && !Current.HasSpaceBefore)
            {
                parser.Position++;
                value = new RubyCall(value, "[]", Items("]"));
            }
            else
            {
                return value;
            }
        }
    }

    private RubyConstant Scoped(string path)
    {
        var name = Current.Text;
        parser.Position++;
        return new($"{path}::{name}");
    }

    private bool CallsNext() => parser.Next.Is("(") && !parser.Next.HasSpaceBefore;

    private RubyCall CallOn(RubySyntax? receiver)
    {
        if (Current.Is("("))
        {
            parser.Position++;
            return new(receiver, "call", Items(")"));
        }
        var name = Current.Text;
        var isLabel = Current.Kind == RubyTokenKind.Label;
        parser.Position++;
        if (receiver is not null && Current.Is("=") && !isLabel)
        {
            parser.Position++;
            return new(receiver, name + "=", [Assigned()]);
        }
        return WithArguments(receiver, name);
    }

    private RubyCall WithArguments(RubySyntax? receiver, string name)
    {
        ImmutableArray<RubySyntax> arguments = [];
        if (Current.Is("(") && !Current.HasSpaceBefore)
        {
            parser.Position++;
            arguments = Items(")");
        }
        else if (BeginsArgument())
        {
            arguments = CommandArguments();
        }
        var call = new RubyCall(receiver, name, arguments);
        if (Current.Is("{"))
        {
            parser.Position++;
            return call with { Block = Block() };
        }
        if (TakesBlocks && Current.Is("do"))
        {
            parser.Position++;
            return call with { Block = Block() };
        }
        return call;
    }

    private RubyBlock Block()
    {
        var outer = TakesBlocks;
        TakesBlocks = true;
        var block = parser.Block();
        TakesBlocks = outer;
        return block;
    }

    private bool BeginsArgument() =>
        Current switch
        {
            { HasSpaceBefore: false } => false,
            { Kind: RubyTokenKind.Newline or RubyTokenKind.End } => false,
            { Kind: RubyTokenKind.Word } => Current.Text
                is not (
                    "if"
                    or "unless"
                    or "while"
                    or "until"
                    or "rescue"
                    or "and"
                    or "or"
                    or "do"
                    or "then"
                    or "end"
                ),
            { Kind: RubyTokenKind.Operator } => Current.Text is "[" or "->"
                || Current.Text is "*" or "&" or "-" or "!" or ":" or "::" or "**" && !Current.HasSpaceAfter,
            _ => true,
        };

    private ImmutableArray<RubySyntax> CommandArguments()
    {
        var outer = TakesBlocks;
        TakesBlocks = false;
        var items = ImmutableArray.CreateBuilder<RubySyntax>();
        var pairs = ImmutableArray.CreateBuilder<(RubySyntax, RubySyntax)>();
        do
        {
            parser.SkipNewlines();
            Item(items, pairs);
        } while (parser.Take(","));
        TakesBlocks = outer;
        return WithPairs(items, pairs);
    }

    private ImmutableArray<RubySyntax> Items(string closer)
    {
        var outer = TakesBlocks;
        TakesBlocks = true;
        var items = ImmutableArray.CreateBuilder<RubySyntax>();
        var pairs = ImmutableArray.CreateBuilder<(RubySyntax, RubySyntax)>();
        parser.SkipNewlines();
        while (Current.Kind != RubyTokenKind.End && !parser.Take(closer))
        {
            var before = parser.Position;
            Item(items, pairs);
            parser.SkipNewlines();
            parser.Take(",");
            parser.SkipNewlines();
            parser.Position += parser.Position == before ? 1 : 0;
        }
        TakesBlocks = outer;
        return WithPairs(items, pairs);
    }

    private void Item(
        ImmutableArray<RubySyntax>.Builder items,
        ImmutableArray<(RubySyntax, RubySyntax)>.Builder pairs
    )
    {
        if (Current.Kind == RubyTokenKind.Label)
        {
            var label = Current.Text;
            parser.Position++;
            parser.SkipNewlines();
            pairs.Add((new RubyLiteral(label), Assigned()));
            return;
        }
        if (Current.Is("*") || Current.Is("&") || Current.Is("**"))
        {
            parser.Position++;
        }
        var value = Assigned();
        if (!parser.Take("=>"))
        {
            items.Add(value);
            return;
        }
        parser.SkipNewlines();
        pairs.Add((value, Assigned()));
    }

    private static ImmutableArray<RubySyntax> WithPairs(
        ImmutableArray<RubySyntax>.Builder items,
        ImmutableArray<(RubySyntax, RubySyntax)>.Builder pairs
    )
    {
        if (pairs.Count > 0)
        {
            items.Add(new RubyHashLiteral(pairs.ToImmutable()));
        }
        return items.ToImmutable();
    }

    private RubySyntax Primary()
    {
        var token = Current;
        if (token.Kind is RubyTokenKind.Newline or RubyTokenKind.End)
        {
            return RubySyntax.Unknown;
        }
        if (token.Kind == RubyTokenKind.Operator)
        {
            return Marked();
        }
        if (token.Kind == RubyTokenKind.Word)
        {
            return Named();
        }
        parser.Position++;
        switch (token.Kind)
        {
            case RubyTokenKind.Constant when Current.Is("(") && !Current.HasSpaceBefore:
                return WithArguments(null, token.Text);
            case RubyTokenKind.Constant:
                return new RubyConstant(token.Text);
            case RubyTokenKind.Symbol:
                return new RubyLiteral(token.Text);
            case RubyTokenKind.Text:
                return Text(token, null);
            case RubyTokenKind.Pattern:
                return Text(token, token.Text);
            case RubyTokenKind.Words:
                var words = string.Concat(token.Parts.Select(part => part.Text));
                return new RubyList([
                    .. words
                        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                        .Select(w => new RubyLiteral(w)),
                ]);
            case RubyTokenKind.Number:
                return new RubyLiteral(
                    long.TryParse(token.Text, CultureInfo.InvariantCulture, out var number) ? number : null
                );
            default:
                return RubySyntax.Unknown;
        }
    }

    private RubySyntax Named()
    {
        if (parser.Keyword() is { } statement)
        {
            return statement;
        }
        var name = Current.Text;
        if (name is "end" or "then" or "do" or "else" or "elsif" or "when")
        {
            return RubySyntax.Unknown;
        }
        parser.Position++;
        return name switch
        {
            "true" => new RubyLiteral(true),
            "false" => new RubyLiteral(false),
            "nil" => new RubyLiteral(RubyNil.Instance),
            _ => WithArguments(null, name),
        };
    }

    private RubySyntax Marked()
    {
        switch (Current.Text)
        {
            case "(":
                parser.Position++;
                var inner = Items(")");
                return inner.Length == 1 ? inner[0] : RubySyntax.Unknown;
            case "[":
                parser.Position++;
                return new RubyList(Items("]"));
            case "{":
                parser.Position++;
                return Items("}") is [RubyHashLiteral hash] ? hash : new RubyHashLiteral([]);
            case "->":
                parser.Position++;
                return Lambda();
            case "::":
                parser.Position++;
                return Primary();
            case "!" or "-" or "*" or "&" or "**":
                var mark = Current.Text;
                parser.Position++;
                return mark == "!" ? new RubyCall(Chain(), "!", []) : Chain();
            default:
                return RubySyntax.Unknown;
        }
    }

    private RubyCall Lambda()
    {
        var parameters = ImmutableArray.CreateBuilder<string>();
        while (
            Current.Kind is RubyTokenKind.Word or RubyTokenKind.Operator
            && !Current.Is("{")
            && !Current.Is("do")
        )
        {
            if (Current.Kind == RubyTokenKind.Word)
            {
                parameters.Add(Current.Text);
            }
            parser.Position++;
        }
        parser.Position++;
        var block = Block();
        return new RubyCall(null, "lambda", [])
        {
            Block = block with { Parameters = parameters.ToImmutable() },
        };
    }

    private static RubyComposite Text(RubyToken token, string? flags) =>
        new(
            [
                .. token.Parts.Select(part =>
                    part.IsCode ? Interpolated(part.Text) : new RubyLiteral(part.Text)
                ),
            ],
            flags
        );

    /// <summary>Long code in a text names no attribute.</summary>
    private static RubySyntax Interpolated(string code) =>
        code.Length <= LongestCode ? RubyParser.Parse(code) : RubySyntax.Unknown;
}
