using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Text;

internal enum HoconTokenKind
{
    Comma,
    Equal,
    Colon,
    OpenCurly,
    CloseCurly,
    OpenSquare,
    CloseSquare,
    PlusEqual,
    End,
    NewLine,
    Comment,

    /// <summary>White space that means nothing; between two simple values it is text.</summary>
    Space,

    /// <summary>Unquoted text.</summary>
    Text,

    /// <summary>A quoted string, a number, true, false or null.</summary>
    Value,

    Substitution,

    /// <summary>Something that is no token; the text ends with it.</summary>
    Problem,
}

/// <summary>A piece of a HOCON text.</summary>
internal sealed record HoconToken(HoconTokenKind Kind, Span Span)
{
    /// <summary>The line where it ends; 0 for punctuation, which does not move the reader's line.</summary>
    public int Line { get; init; }

    /// <summary>What it adds to a string or to a path; of a problem, the reference's words for it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of a problem: what is wrong, in our words.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Of a value: null, bool, long, double, or string when quoted.</summary>
    public object? Value { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>Of a substitution: what stands between the braces.</summary>
    public ImmutableArray<HoconToken> Path { get; init; } = [];

    public bool IsQuoted => Kind == HoconTokenKind.Value && Value is string;

    public bool IsSimple =>
        Kind is HoconTokenKind.Text or HoconTokenKind.Value or HoconTokenKind.Substitution;

    public bool IsBlank => Kind == HoconTokenKind.Text && Text.All(char.IsWhiteSpace);

    /// <summary>As the reference names it in its sentences.</summary>
    public string Shown =>
        Kind switch
        {
            HoconTokenKind.Comma => "','",
            HoconTokenKind.Equal => "'='",
            HoconTokenKind.Colon => "':'",
            HoconTokenKind.OpenCurly => "'{'",
            HoconTokenKind.CloseCurly => "'}'",
            HoconTokenKind.OpenSquare => "'['",
            HoconTokenKind.CloseSquare => "']'",
            HoconTokenKind.PlusEqual => "'+='",
            HoconTokenKind.End => "end of file",
            HoconTokenKind.NewLine => "NEWLINE",
            HoconTokenKind.Comment => $"'#{Text}' (COMMENT)",
            HoconTokenKind.Space => $"'{Text}' (WHITESPACE)",
            HoconTokenKind.Substitution => $"'${{{string.Concat(Path.Select(token => token.Shown))}}}'",
            HoconTokenKind.Value => $"'{Content}' ({TypeName})",
            _ => Kind == HoconTokenKind.Problem ? Text : $"'{Text}'",
        };

    private string Content =>
        Value switch
        {
            null => "",
            bool truth => truth ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var text => (string)text,
        };

    private string TypeName =>
        Value switch
        {
            null => "NULL",
            bool => "BOOLEAN",
            string => "STRING",
            _ => "NUMBER",
        };
}
