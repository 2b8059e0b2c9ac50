namespace Bunraku.Language;

/// <summary>
/// What a token is. Keywords stand together, from <see cref="And"/> to <see cref="Unless"/>.
/// </summary>
internal enum TokenKind : byte
{
    /// <summary>
    /// What the parser sees while it unwinds from a mistake: nothing that any rule accepts.
    /// </summary>
    None,
    EndOfInput,

    /// <summary>Text that is no token; its diagnostic is kept beside the tokens.</summary>
    Error,

    /// <summary>A character that begins nothing.</summary>
    Other,

    Name,
    Word,
    ClassReference,
    Variable,
    Number,
    Regex,
    String,
    StringHead,
    StringMiddle,
    StringTail,
    Heredoc,

    EppStart,
    EppEnd,
    EppEndTrim,
    RenderString,
    RenderExpression,

    LeftBrace,
    SelectorBrace,
    RightBrace,

    /// <summary><c>[</c> right after something: element access.</summary>
    LeftBracket,

    /// <summary><c>[</c> after white space: an array.</summary>
    ListStart,
    RightBracket,

    /// <summary><c>(</c> after something on its line: arguments.</summary>
    LeftParenthesis,

    /// <summary><c>(</c> first on its line: never arguments.</summary>
    LineParenthesis,
    RightParenthesis,

    Assign,
    AppendAssign,
    DeleteAssign,
    Equal,
    NotEqual,
    Match,
    NotMatch,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Arrow,
    PlusArrow,
    ShiftLeft,
    ShiftRight,
    Collect,
    CollectEnd,
    CollectExported,
    CollectExportedEnd,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
    Not,
    Dot,
    Pipe,
    At,
    AtAt,
    Colon,
    Comma,
    Semicolon,
    Question,
    InEdge,
    InEdgeNotify,
    OutEdge,
    OutEdgeNotify,

    And,
    Attr,
    Boolean,
    Case,
    Class,
    Default,
    Define,
    Else,
    Elsif,
    Function,
    If,
    In,
    Inherits,
    Node,
    Or,
    Private,
    Type,
    Undef,
    Unless,
}
