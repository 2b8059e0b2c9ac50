namespace Bunraku.Ruby;

// Operators and brackets. Many mean one thing where an operand is expected and another after one.
internal sealed partial class Lexer
{
    private static readonly string[] MethodOperators =
    [
        "[]=",
        "[]",
        "<=>",
        "===",
        "==",
        "=~",
        "!~",
        "!=",
        "**",
        "+@",
        "-@",
        "~@",
        "!@",
        "<<",
        ">>",
        "<=",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "<",
        ">",
        "!",
        "&",
        "|",
        "^",
        "~",
        "`",
    ];

    /// <summary>Longest first: an operator, its token, and whether <c>=</c> after it assigns.</summary>
    private static readonly (string Text, TokenKind Kind)[] Binary =
    [
        ("<=>", TokenKind.Compare),
        ("===", TokenKind.CaseEqual),
        ("...", TokenKind.ExclusiveRange),
        ("==", TokenKind.Equal),
        ("=~", TokenKind.Match),
        ("=>", TokenKind.Arrow),
        ("!=", TokenKind.NotEqual),
        ("!~", TokenKind.NotMatch),
        ("<=", TokenKind.LessEqual),
        (">=", TokenKind.GreaterEqual),
        ("&.", TokenKind.SafeDot),
        ("..", TokenKind.Range),
        ("->", TokenKind.Lambda),
        ("=", TokenKind.Assign),
        ("<", TokenKind.Less),
        (">", TokenKind.Greater),
        ("!", TokenKind.Bang),
        ("~", TokenKind.Tilde),
        (",", TokenKind.Comma),
        (".", TokenKind.Dot),
        (")", TokenKind.CloseParen),
        ("]", TokenKind.CloseBracket),
        ("}", TokenKind.CloseBrace),
        (";", TokenKind.Newline),
    ];

    private static readonly (string Text, TokenKind Kind)[] Assigning =
    [
        ("**", TokenKind.Power),
        ("<<", TokenKind.ShiftLeft),
        (">>", TokenKind.ShiftRight),
        ("&&", TokenKind.And),
        ("||", TokenKind.Or),
        ("+", TokenKind.Plus),
        ("-", TokenKind.Minus),
        ("*", TokenKind.Star),
        ("/", TokenKind.Slash),
        ("%", TokenKind.Percent),
        ("&", TokenKind.Ampersand),
        ("|", TokenKind.Pipe),
        ("^", TokenKind.Caret),
    ];

    private static readonly (string Text, TokenKind Kind)[][] BinaryByFirst = ByFirst(Binary);

    private static readonly (string Text, TokenKind Kind)[][] AssigningByFirst = ByFirst(Assigning);

    /// <summary>The signs of a table by their first character, so that few are compared.</summary>
    private static (string, TokenKind)[][] ByFirst((string Text, TokenKind Kind)[] table)
    {
        var all = new (string, TokenKind)[128][];
        Array.Fill(all, []);
        foreach (var group in table.GroupBy(sign => sign.Text[0]))
        {
            all[group.Key] = [.. group];
        }
        return all;
    }

    private (string Text, TokenKind Kind)[] Here((string Text, TokenKind Kind)[][] signs) =>
        text[at] < signs.Length ? signs[text[at]] : [];

    private bool IsOperandExpected => State is LexerState.Begin or LexerState.Middle or LexerState.Class;

    /// <summary>
    /// After a name that may take arguments: <c>puts -1</c>, but not <c>a - 1</c> or <c>a-1</c>.
    /// </summary>
    private bool IsOperandAfterName(bool hasSpace, int length) =>
        State == LexerState.Argument && hasSpace && !char.IsWhiteSpace(Ahead(length));

    private Token Operator(bool hasSpace)
    {
        var start = at;
        if (
            State is LexerState.MethodName or LexerState.Dot
            && !text.AsSpan(at).StartsWith("&&")
            && !text.AsSpan(at).StartsWith("&.")
            && !text.AsSpan(at).StartsWith("||")
        )
        {
            foreach (var name in MethodOperators)
            {
                if (text.AsSpan(at).StartsWith(name))
                {
                    at += name.Length;
                    State = State == LexerState.MethodName ? LexerState.End : LexerState.Argument;
                    return new Token(TokenKind.Identifier, start, at, name, null, hasSpace);
                }
            }
        }
        if (Bracket(hasSpace) is { } bracket)
        {
            return bracket;
        }
        var isOperand = IsOperandExpected;
        if (Literal(hasSpace, isOperand) is { } literal)
        {
            return literal;
        }
        foreach (var (sign, kind) in Here(AssigningByFirst))
        {
            if (
                !text.AsSpan(at).StartsWith(sign)
                || sign == "-" && Ahead(1) == '>'
                || sign == "&" && Ahead(1) == '.'
            )
            {
                continue;
            }
            var isUnary = isOperand || IsOperandAfterName(hasSpace, sign.Length) && Ahead(sign.Length) != '=';
            if (isUnary && Unary(kind, hasSpace) is { } unary)
            {
                return unary;
            }
            at += sign.Length;
            State = LexerState.Begin;
            refusesNext =
                kind is not (TokenKind.Pipe or TokenKind.Star or TokenKind.Power or TokenKind.Ampersand);
            if (Current == '=' && Ahead(1) is not ('=' or '~' or '>'))
            {
                at++;
                return new Token(TokenKind.OperatorAssign, start, at, sign, null, hasSpace);
            }
            return new Token(kind, start, at, sign, null, hasSpace);
        }
        return Simple(hasSpace);
    }

    private Token Simple(bool hasSpace)
    {
        var start = at;
        foreach (var (sign, kind) in Here(BinaryByFirst))
        {
            if (!text.AsSpan(at).StartsWith(sign))
            {
                continue;
            }
            at += sign.Length;
            refusesNext = kind is TokenKind.Newline or TokenKind.Assign or TokenKind.Equal;
            State = kind switch
            {
                TokenKind.Dot or TokenKind.SafeDot => LexerState.Dot,
                TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace => LexerState.End,
                TokenKind.Lambda => LexerState.End,
                _ => LexerState.Begin,
            };
            return new Token(kind, start, at, sign, null, hasSpace);
        }
        throw Failure(at, at + 1, $"unexpected character `{text[at]}`");
    }

    private Token? Unary(TokenKind kind, bool hasSpace)
    {
        var start = at;
        var (unary, length) = kind switch
        {
            TokenKind.Plus => (TokenKind.UnaryPlus, 1),
            TokenKind.Minus => (TokenKind.UnaryMinus, 1),
            TokenKind.Star => (TokenKind.Splat, 1),
            TokenKind.Power => (TokenKind.DoubleSplat, 2),
            TokenKind.Ampersand => (TokenKind.BlockPass, 1),
            _ => (kind, 0),
        };
        if (length == 0)
        {
            return null;
        }
        if (kind is TokenKind.Minus or TokenKind.Plus && char.IsAsciiDigit(Ahead(1)))
        {
            at++;
            return Number(hasSpace, start);
        }
        at += length;
        State = LexerState.Begin;
        return new Token(unary, start, at, text[start..at], null, hasSpace);
    }

    private Token? Bracket(bool hasSpace)
    {
        var isOperand = IsOperandExpected;
        TokenKind kind;
        switch (text[at])
        {
            case '(':
                kind =
                    isOperand ? TokenKind.OpenParen
                    : hasSpace && State == LexerState.Argument ? TokenKind.OpenArgument
                    : TokenKind.OpenCall;
                break;
            case '[':
                kind =
                    isOperand || State == LexerState.Argument && hasSpace
                        ? TokenKind.OpenArray
                        : TokenKind.OpenIndex;
                break;
            case '{':
                kind = isOperand ? TokenKind.OpenHash : TokenKind.OpenBlock;
                break;
            case ':' when Ahead(1) == ':':
                kind =
                    isOperand || State == LexerState.Argument && hasSpace && !char.IsWhiteSpace(Ahead(2))
                        ? TokenKind.TopScope
                        : TokenKind.Scope;
                at += 2;
                State = kind == TokenKind.Scope ? LexerState.Dot : LexerState.Begin;
                return new Token(kind, at - 2, at, "::", null, hasSpace);
            default:
                return null;
        }
        State = LexerState.Begin;
        refusesNext = kind == TokenKind.OpenBlock;
        at++;
        return new Token(kind, at - 1, at, text[at - 1].ToString(), null, hasSpace);
    }

    /// <summary>Literals that begin with what can be an operator too.</summary>
    private Token? Literal(bool hasSpace, bool isOperand)
    {
        switch (text[at])
        {
            case '/' when isOperand || IsOperandAfterName(hasSpace, 1) && Ahead(1) != '=':
                return Regexp(hasSpace, at, at + 1, '/');
            case '%' when PercentLiteralFits(hasSpace, isOperand):
                return PercentLiteral(hasSpace);
            case '<'
                when Ahead(1) == '<'
                    && State is not (LexerState.End or LexerState.Class or LexerState.Dot)
                    && (isOperand || hasSpace || State != LexerState.Argument):
                return Heredoc(hasSpace);
            case ':':
                return SymbolOrColon(hasSpace);
            case '?':
                return CharacterOrQuestion(hasSpace, isOperand);
            case '.' when Ahead(1) == '.' && isOperand:
                return null;
            default:
                return null;
        }
    }

    private bool PercentLiteralFits(bool hasSpace, bool isOperand)
    {
        var next = Ahead(1);
        if (isOperand)
        {
            return "wWiIqQrsx".Contains(next)
                    && !char.IsLetterOrDigit(Ahead(2))
                    && Ahead(2) is not (' ' or '\0')
                || char.IsAscii(next) && (char.IsPunctuation(next) || char.IsSymbol(next));
        }
        return State == LexerState.Argument
            && hasSpace
            && (
                "wWiIqQrsx".Contains(next)
                    && char.IsAscii(Ahead(2))
                    && (char.IsPunctuation(Ahead(2)) || char.IsSymbol(Ahead(2)))
                    && Ahead(2) != '='
                || next is '(' or '[' or '{' or '<' or '|' or '!'
            );
    }

    private Token SymbolOrColon(bool hasSpace)
    {
        var start = at;
        if (State == LexerState.End)
        {
            at++;
            State = LexerState.Begin;
            return new Token(TokenKind.Colon, start, at, ":", null, hasSpace);
        }
        if (Ahead(1) is '"' or '\'')
        {
            at++;
            return QuotedSymbol(start, hasSpace);
        }
        if (IsNameStart(Ahead(1)) || Ahead(1) is '@' or '$')
        {
            at++;
            while (Current is '@' or '$')
            {
                at++;
            }
            if (text[at - 1] == '$' && !IsNamePart(Current) && IsSpecialGlobal(Current))
            {
                at++;
                return SymbolToken(start, text[(start + 1)..at], hasSpace);
            }
            if (
                !IsNameStart(Current)
                && !(text[at - 1] == '$' && (IsNamePart(Current) || Current == '-'))
                && text.AsSpan(start + 1, at - start - 1) is not ("$$" or "$@")
            )
            {
                throw Failure(start, at, "a symbol without a name");
            }
            at += text[at - 1] == '$' && Current == '-' ? 1 : 0;
            SkipName();
            if (
                Current is '?' or '!' && Ahead(1) != '='
                || Current == '=' && Ahead(1) is not ('~' or '>') && (Ahead(1) != '=' || Ahead(2) == '>')
            )
            {
                at++;
            }
            return SymbolToken(start, text[(start + 1)..at], hasSpace);
        }
        foreach (var name in MethodOperators)
        {
            if (text.AsSpan(at + 1).StartsWith(name))
            {
                at += 1 + name.Length;
                return SymbolToken(start, name, hasSpace);
            }
        }
        at++;
        State = LexerState.Begin;
        return new Token(TokenKind.Colon, start, at, ":", null, hasSpace);
    }

    /// <summary>
    /// Whether <c>$</c> with this sign is a variable that Ruby sets: <c>$,</c>, <c>$;</c>, <c>$!</c>.
    /// </summary>
    public static bool IsSpecialGlobal(char sign) => "~*$?!@/\\;,.=:<>\"&`'+".Contains(sign);

    private Token SymbolToken(int start, string name, bool hasSpace)
    {
        State = LexerState.End;
        var literal = new SymbolExpression(file.At(start, at), names.Of(name));
        return new Token(TokenKind.Literal, start, at, "", literal, hasSpace);
    }

    private Token CharacterOrQuestion(bool hasSpace, bool isOperand)
    {
        var start = at;
        var isCharacter =
            (isOperand || State == LexerState.Argument && hasSpace)
            && !char.IsWhiteSpace(Ahead(1))
            && Ahead(1) != '\0'
            && (!IsNamePart(Ahead(2)) || Ahead(1) == '\\');
        if (isCharacter || isOperand && Ahead(1) == '\\')
        {
            at++;
            var content = new System.Text.StringBuilder();
            if (Current == '\\')
            {
                at++;
                Escape(content);
            }
            else
            {
                content.Append(text[at++]);
            }
            State = LexerState.End;
            var literal = new StringExpression(file.At(start, at), content.ToString());
            return new Token(TokenKind.Literal, start, at, "", literal, hasSpace);
        }
        at++;
        State = LexerState.Begin;
        RefusesLabel = true;
        return new Token(TokenKind.Question, start, at, "?", null, hasSpace);
    }
}
