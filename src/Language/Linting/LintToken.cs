namespace Bunraku.Language;

/// <summary>A token of the lint checks: linked to its neighbours, and changed by fixes.</summary>
internal sealed class LintToken(LintKind kind, string value, int line, int column)
{
    public LintKind Kind { get; set; } = kind;

    public string Value { get; set; } = value;

    /// <summary>How it stands in the source, where that is not told by kind and value.</summary>
    public string? Raw { get; init; }

    public int Line { get; } = line;

    public int Column { get; } = column;

    public LintToken? Previous { get; set; }

    public LintToken? Next { get; set; }

    /// <summary>The token before that is neither white space nor a comment.</summary>
    public LintToken? PreviousCode { get; set; }

    public LintToken? NextCode { get; set; }

    /// <summary>Its place in the list while nothing has been fixed.</summary>
    public int Index { get; set; }

    public bool IsFormatting =>
        Kind
            is LintKind.Whitespace
                or LintKind.Newline
                or LintKind.Comment
                or LintKind.BlockComment
                or LintKind.SlashComment
                or LintKind.Indent;

    public bool IsComment => Kind is LintKind.Comment or LintKind.BlockComment or LintKind.SlashComment;

    /// <summary>The text that stands for it in a manifest.</summary>
    public string Text =>
        Kind switch
        {
            LintKind.String => $"\"{Value}\"",
            LintKind.SingleQuoted => $"'{Value}'",
            LintKind.StringHead => $"\"{Value}{Opening}",
            LintKind.StringTail => $"{Closing}{Value}\"",
            LintKind.StringMiddle or LintKind.HeredocMiddle => $"{Closing}{Value}{Opening}",
            LintKind.Variable => IsEnclosed ? Raw ?? Value : "$" + Value,
            LintKind.BareVariable => "$" + Value,
            LintKind.Comment => "#" + Value,
            LintKind.Regex => $"/{Value}/",
            LintKind.BlockComment or LintKind.Heredoc => Raw ?? Value,
            LintKind.HeredocOpen => $"@({Value})",
            LintKind.HeredocHead => Value + Opening,
            LintKind.HeredocTail => Closing + (Raw ?? Value),
            _ => Value,
        };

    private bool IsEnclosed =>
        PreviousCode?.Kind
            is LintKind.StringHead
                or LintKind.StringMiddle
                or LintKind.HeredocHead
                or LintKind.HeredocMiddle;

    private string Opening =>
        Next?.Kind
            is LintKind.BareVariable
                or LintKind.StringMiddle
                or LintKind.StringTail
                or LintKind.HeredocMiddle
                or LintKind.HeredocTail
            ? ""
            : "${";

    private string Closing =>
        Previous?.Kind
            is LintKind.BareVariable
                or LintKind.StringHead
                or LintKind.StringMiddle
                or LintKind.HeredocHead
                or LintKind.HeredocMiddle
            ? ""
            : "}";

    /// <summary>
    /// The next token of some kinds outside of the brackets that open on the way, or null.
    /// </summary>
    public LintToken? Find(Func<LintToken, bool> isWanted, bool isForward = true)
    {
        for (var token = Step(this); token is not null; token = Step(token))
        {
            if (isWanted(token))
            {
                return token;
            }
            if (ClosingOf(token.Kind, isForward) is { } closing)
            {
                token = token.Find(other => other.Kind == closing, isForward);
                if (token is null)
                {
                    return null;
                }
            }
        }
        return null;

        LintToken? Step(LintToken token) => isForward ? token.Next : token.Previous;
    }

    private static LintKind? ClosingOf(LintKind kind, bool isForward) =>
        (kind, isForward) switch
        {
            (LintKind.LeftBrace, true) => LintKind.RightBrace,
            (LintKind.LeftBracket, true) => LintKind.RightBracket,
            (LintKind.LeftParenthesis, true) => LintKind.RightParenthesis,
            (LintKind.RightBrace, false) => LintKind.LeftBrace,
            (LintKind.RightBracket, false) => LintKind.LeftBracket,
            (LintKind.RightParenthesis, false) => LintKind.LeftParenthesis,
            _ => null,
        };
}
