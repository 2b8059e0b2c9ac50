namespace Bunraku.Ruby;

/// <summary>What a token is. Keywords and operators each have one of their own.</summary>
internal enum TokenKind
{
    End,
    Newline,
    Identifier,
    Constant,
    InstanceVariable,
    ClassVariable,
    GlobalVariable,
    Label,
    StringLabel,
    Literal,

    // Brackets: which of them depends on what stands before.
    OpenCall,
    OpenParen,
    OpenArgument,
    CloseParen,
    OpenIndex,
    OpenArray,
    CloseBracket,
    OpenBlock,
    OpenHash,
    CloseBrace,

    // Operators.
    Comma,
    Dot,
    SafeDot,
    Scope,
    TopScope,
    Colon,
    Question,
    Arrow,
    Lambda,
    Assign,
    OperatorAssign,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Power,
    UnaryPlus,
    UnaryMinus,
    Splat,
    DoubleSplat,
    BlockPass,
    Ampersand,
    Pipe,
    Caret,
    Tilde,
    Bang,
    ShiftLeft,
    ShiftRight,
    Equal,
    CaseEqual,
    NotEqual,
    Match,
    NotMatch,
    Compare,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    Or,
    Range,
    ExclusiveRange,

    // Keywords.
    AliasWord,
    AndWord,
    BeginWord,
    BreakWord,
    CaseWord,
    ClassWord,
    DefWord,
    DefinedWord,
    DoWord,
    ElseWord,
    ElsifWord,
    EndWord,
    EnsureWord,
    FalseWord,
    FileWord,
    ForWord,
    IfWord,
    InWord,
    LineWord,
    ModuleWord,
    NextWord,
    NilWord,
    NotWord,
    OrWord,
    RedoWord,
    RescueWord,
    RetryWord,
    ReturnWord,
    SelfWord,
    SuperWord,
    ThenWord,
    TrueWord,
    UndefWord,
    UnlessWord,
    UntilWord,
    WhenWord,
    WhileWord,
    YieldWord,
}

/// <param name="Text">A name, a keyword, or the operator before <c>=</c>.</param>
/// <param name="Literal">The finished expression of a literal.</param>
/// <param name="HasSpace">Whether there is white space before it.</param>
internal readonly record struct Token(
    TokenKind Kind,
    int Start,
    int End,
    string Text,
    Expression? Literal,
    bool HasSpace
);

/// <summary>What the lexer expects, which decides what many characters mean.</summary>
internal enum LexerState
{
    /// <summary>An operand; line breaks are nothing.</summary>
    Begin,

    /// <summary>An operand or the end of the line: after <c>return</c> and its like.</summary>
    Middle,

    /// <summary>An operator.</summary>
    End,

    /// <summary>After a name that may take arguments without parentheses.</summary>
    Argument,

    /// <summary>The name of a method after a dot.</summary>
    Dot,

    /// <summary>The name of a method after <c>def</c>, <c>alias</c> or <c>undef</c>.</summary>
    MethodName,

    /// <summary>After <c>class</c>.</summary>
    Class,
}
