namespace Bunraku.Language;

/// <summary>A piece of the source.</summary>
/// <param name="FirstOnLine">Nothing but white space stands before it on its line.</param>
/// <param name="Value">
/// The text it stands for where that differs from the source (strings, names without their sigil).
/// </param>
internal readonly record struct Token(TokenKind Kind, bool FirstOnLine, int Start, int End, string? Value)
{
    public bool IsKeyword => Kind >= TokenKind.And;

    public bool Opens =>
        Kind
            is TokenKind.LeftBrace
                or TokenKind.SelectorBrace
                or TokenKind.LeftBracket
                or TokenKind.ListStart
                or TokenKind.LeftParenthesis
                or TokenKind.LineParenthesis
                or TokenKind.StringHead;

    public bool Closes =>
        Kind
            is TokenKind.RightBrace
                or TokenKind.RightBracket
                or TokenKind.RightParenthesis
                or TokenKind.StringTail;
}
