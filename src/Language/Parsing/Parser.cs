using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// Reads tokens by recursive descent. After a mistake the current token becomes none, which no rule accepts,
/// so that every rule returns what it has; the nearest list of statements finds its feet again.
/// </summary>
internal sealed partial class Parser
{
    private const int DeepestNesting = 400;
    private const int LongestChain = 2000;

    /// <summary>
    /// What nesting and chains may add up to: whoever walks the tree recurses as deep.
    /// </summary>
    private const int HighestTree = 3000;
    private const int MostNumberDigits = 4096;
    private const int MostErrors = 30;

    private readonly SourceFile file;
    private readonly TokenList tokens;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<Expression> definitions = [];
    private readonly List<string> namespaces = [];
    private readonly ItemStack<Expression> expressions = new();
    private readonly ItemStack<AttributeOperation> operations = new();
    private readonly ItemStack<HashEntry> entries = new();
    private readonly ItemStack<Parameter> parameters = new();
    private readonly ItemStack<ResourceBody> bodies = new();
    private readonly ItemStack<CaseOption> options = new();
    private readonly ItemStack<SelectorEntry> selectorEntries = new();
    private int index = -1;
    private int lastEnd;
    private int nextLexed;
    private int lastRecovery = -1;
    private int errors;
    private int depth;

    /// <summary>For each level of nesting, how high the highest tree read in it is, or may be.</summary>
    private readonly int[] heights = new int[DeepestNesting + 2];
    private bool failing;

    /// <summary>The kind of the current token, or none while failing.</summary>
    private TokenKind kind;

    private Parser(TokenList tokens)
    {
        this.tokens = tokens;
        file = tokens.File;
        MoveTo(0);
    }

    public static ParseResult Parse(TokenList tokens)
    {
        var parser = new Parser(tokens);
        var body = parser.kind == TokenKind.EppStart ? parser.ParseEpp() : parser.ParseProgram();
        parser.FlushLexed(tokens.Count);
        var definitions = parser.definitions;
        definitions.Sort((left, right) => left.Span.Start.CompareTo(right.Span.Start));
        var program = new Program(parser.file, body, [.. definitions]);
        return new ParseResult(program, [.. parser.diagnostics]);
    }

    private ref Token Current => ref tokens[index];

    private TokenKind NextKind => index + 1 < tokens.Count ? tokens[index + 1].Kind : TokenKind.EndOfInput;

    private Token Advance()
    {
        var token = tokens[index];
        if (!failing)
        {
            lastEnd = token.End;
            MoveTo(Math.Min(index + 1, tokens.Count - 1));
        }
        return token;
    }

    private bool Accept(TokenKind wanted)
    {
        if (kind != wanted)
        {
            return false;
        }
        Advance();
        return true;
    }

    private bool Expect(TokenKind wanted, string label, string help, Token? open = null)
    {
        if (kind == wanted)
        {
            Advance();
            return true;
        }
        Fail(label, help, open);
        return false;
    }

    private void MoveTo(int target)
    {
        index = target;
        FlushLexed(target);
        kind = tokens[target].Kind;
        if (kind == TokenKind.Error)
        {
            failing = true;
            errors++;
            kind = TokenKind.None;
        }
    }

    /// <summary>Takes over what the lexer has said about the tokens up to an index.</summary>
    private void FlushLexed(int upTo)
    {
        for (
            ;
            nextLexed < tokens.Diagnostics.Count && tokens.Diagnostics[nextLexed].Index <= upTo;
            nextLexed++
        )
        {
            diagnostics.Add(tokens.Diagnostics[nextLexed].Diagnostic);
        }
    }

    private Span At(in Token token) => file.At(token.Start, token.End);

    /// <summary>From an offset to the end of the last token read.</summary>
    private Span From(int start) => file.At(start, Math.Max(start, lastEnd));

    private NopExpression Nothing() => new(file.At(Current.Start, Current.Start));

    /// <summary>
    /// Reports the current token as the one that cannot be, once until the parser has recovered.
    /// </summary>
    private void Fail(string? label, string help, Token? open = null)
    {
        if (failing)
        {
            return;
        }
        var opened = open is { } token ? new Label(At(token), "opened here") : null;
        if (kind == TokenKind.EndOfInput)
        {
            if (errors == 0)
            {
                Report(SyntaxDiagnostics.UnexpectedEnd(At(Current), label, opened));
            }
        }
        else if (kind == TokenKind.Regex && RegexpSyntax.FindError(Current.Value!) is { } problem)
        {
            // The reference makes the expression before it sees that none belongs here.
            Report(LanguageDiagnostics.IllegalRegexp(At(Current), Current.Value!, problem));
        }
        else
        {
            Report(SyntaxDiagnostics.SyntaxError(At(Current), TextOf(Current), label, help, opened));
        }
        Abandon();
    }

    private void Report(Diagnostic diagnostic)
    {
        errors++;
        if (errors <= MostErrors)
        {
            diagnostics.Add(diagnostic);
        }
    }

    private void Abandon()
    {
        failing = true;
        kind = TokenKind.None;
    }

    private bool EnterNesting()
    {
        if (++depth > DeepestNesting && !failing)
        {
            FailNesting();
        }
        if (depth < heights.Length)
        {
            heights[depth] = 0;
        }
        return !failing;
    }

    private void LeaveNesting()
    {
        depth--;
        if (depth + 1 < heights.Length)
        {
            heights[depth] = Math.Max(heights[depth], heights[depth + 1] + 1);
        }
    }

    private void FailNesting()
    {
        Report(SyntaxDiagnostics.NestedTooDeeply(At(Current)));
        Abandon();
    }

    /// <summary>What the reference calls a token in “Syntax error at '…'”.</summary>
    private string TextOf(in Token token) =>
        token.Kind switch
        {
            TokenKind.Regex => $"(?-mix:{token.Value!.Replace("/", "\\/")})",
            TokenKind.EppStart or TokenKind.RenderExpression => "",
            _ => token.Value ?? file.Text[token.Start..token.End],
        };

    /// <summary>
    /// Skips to the next statement of the block whose first token is given: past the brackets still open,
    /// to a token that is first on its line and may begin a statement, or to the brace that closes the
    /// block.
    /// </summary>
    private void Recover(int blockStart, bool isProgram)
    {
        var open = 0;
        for (var i = blockStart; i < index; i++)
        {
            open +=
                tokens[i].Opens ? 1
                : tokens[i].Closes ? -1
                : 0;
        }
        var target = index;
        for (; target < tokens.Count - 1; target++)
        {
            ref var token = ref tokens[target];
            if (open <= 0 && token.Kind == TokenKind.RightBrace)
            {
                if (!isProgram)
                {
                    break;
                }
                open = 0;
                continue;
            }
            if (
                target > lastRecovery
                && token.FirstOnLine
                && (open <= 0 ? MayBeginStatement(token) : IsDefinition(target))
            )
            {
                break;
            }
            open +=
                token.Opens ? 1
                : token.Closes ? -1
                : 0;
        }
        target = errors >= MostErrors ? tokens.Count - 1 : target;
        lastRecovery = target;
        failing = false;
        MoveTo(target);
    }

    private static bool MayBeginStatement(in Token token) =>
        token.Kind
            is TokenKind.Name
                or TokenKind.Variable
                or TokenKind.ClassReference
                or TokenKind.At
                or TokenKind.AtAt
                or TokenKind.Case
                or TokenKind.Class
                or TokenKind.Define
                or TokenKind.Function
                or TokenKind.If
                or TokenKind.Node
                or TokenKind.Type
                or TokenKind.Unless;

    /// <summary>A definition at the start of a line ends whatever was left open before it.</summary>
    private bool IsDefinition(int at) =>
        tokens[at].Kind is TokenKind.Class or TokenKind.Define or TokenKind.Function or TokenKind.Node
        && (at + 1 < tokens.Count && tokens[at + 1].Kind is TokenKind.Name or TokenKind.Word);
}
