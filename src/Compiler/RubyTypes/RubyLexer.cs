using System.Collections.Immutable;

namespace Bunraku.Compiler;

/// <summary>
/// The tokens of a Ruby source file, as far as a reader of declarations needs them. It never fails: what it
/// does not know is an operator of one character.
/// </summary>
internal sealed class RubyLexer
{
    private static readonly HashSet<string> BeforeValues =
    [
        "and",
        "begin",
        "case",
        "do",
        "else",
        "elsif",
        "ensure",
        "if",
        "in",
        "not",
        "or",
        "rescue",
        "return",
        "then",
        "unless",
        "until",
        "when",
        "while",
        "yield",
    ];

    private static readonly string[] Operators =
    [
        "<=>",
        "===",
        "...",
        "**=",
        "||=",
        "&&=",
        "<<=",
        "::",
        "=>",
        "==",
        "=~",
        "!=",
        "!~",
        "<=",
        ">=",
        "&&",
        "||",
        "&.",
        "->",
        "..",
        "<<",
        ">>",
        "**",
        "+=",
        "-=",
        "*=",
        "/=",
        "|=",
    ];

    private readonly string source;
    private readonly List<RubyToken> tokens = [];
    private readonly RubyTextReader texts;
    private int at;
    private int? afterHeredocs;
    private bool hasSpace;

    private RubyLexer(string source)
    {
        this.source = source;
        texts = new RubyTextReader(source);
    }

    public static List<RubyToken> Read(string source)
    {
        var lexer = new RubyLexer(source);
        while (lexer.ReadToken()) { }
        lexer.Add(RubyTokenKind.End, "");
        return lexer.tokens;
    }

    private char Current => At(at);

    private bool FollowsValue =>
        tokens.Count > 0
        && tokens[^1] switch
        {
            { Kind: RubyTokenKind.Word } word => !BeforeValues.Contains(word.Text),
            { Kind: RubyTokenKind.Operator } mark => mark.Text is ")" or "]" or "}",
            { Kind: RubyTokenKind.Newline or RubyTokenKind.Label } => false,
            _ => true,
        };

    /// <summary>Whether something that is ambiguous after a name begins its argument: <c>f /x/</c>.</summary>
    private bool BeginsValue(int length = 1) =>
        !FollowsValue
        || tokens[^1].Kind == RubyTokenKind.Word
            && hasSpace
            && !char.IsWhiteSpace(At(at + length))
            && At(at + length) != '=';

    private char At(int index) => index < source.Length ? source[index] : '\0';

    private bool ReadToken()
    {
        SkipSpace();
        if (at >= source.Length)
        {
            return false;
        }
        if (Current == '\n')
        {
            EndLine();
            return !StartsLine("__END__");
        }
        if (char.IsAsciiDigit(Current))
        {
            ReadNumber();
        }
        else if (IsNameStart(Current) || Current is '@' or '$')
        {
            ReadName();
        }
        else if (!ReadQuoted())
        {
            ReadOperator();
        }
        return true;
    }

    private void SkipSpace()
    {
        hasSpace = false;
        while (at < source.Length)
        {
            if (Current == '#')
            {
                at = EndOf('\n', at);
            }
            else if (at == 0 && StartsLine("=begin"))
            {
                SkipComment();
            }
            else if (Current == '\\' && At(at + 1) == '\n')
            {
                at += 2;
            }
            else if (Current is ' ' or '\t' or '\r')
            {
                at++;
            }
            else
            {
                return;
            }
            hasSpace = true;
        }
    }

    private void EndLine()
    {
        at = afterHeredocs ?? at + 1;
        afterHeredocs = null;
        if (StartsLine("=begin"))
        {
            SkipComment();
        }
        if (!ContinuesNextLine())
        {
            Add(RubyTokenKind.Newline, "\n");
        }
    }

    private void SkipComment()
    {
        var end = source.IndexOf("\n=end", at, StringComparison.Ordinal);
        at = end < 0 ? source.Length : EndOf('\n', end + 1);
    }

    /// <summary>A line that starts with <c>.name</c> goes on with the line before.</summary>
    private bool ContinuesNextLine()
    {
        var next = at;
        while (char.IsWhiteSpace(At(next)))
        {
            next++;
        }
        return At(next) == '.' && At(next + 1) != '.' || At(next) == '&' && At(next + 1) == '.';
    }

    private bool StartsLine(string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private int EndOf(char mark, int from)
    {
        var end = source.IndexOf(mark, from);
        return end < 0 ? source.Length : end;
    }

    private void ReadNumber()
    {
        var start = at;
        while (
            char.IsAsciiLetterOrDigit(Current)
            || Current == '_'
            || Current == '.' && char.IsAsciiDigit(At(at + 1))
        )
        {
            at++;
        }
        Add(RubyTokenKind.Number, source[start..at].Replace("_", "", StringComparison.Ordinal));
    }

    private void ReadName()
    {
        var start = at;
        while (Current is '@' or '$')
        {
            at++;
        }
        while (IsNamePart(Current))
        {
            at++;
        }
        if (at == start)
        {
            at++;
        }
        if (Current is '?' or '!' && At(at + 1) != '=' && !(Current == '?' && At(at + 1) == ':'))
        {
            at++;
        }
        var name = source[start..at];
        if (Current == ':' && At(at + 1) != ':' && !IsAfterQuestion())
        {
            at++;
            Add(RubyTokenKind.Label, name);
            return;
        }
        Add(char.IsAsciiLetterUpper(name[0]) ? RubyTokenKind.Constant : RubyTokenKind.Word, name);
    }

    /// <summary>In <c>x ? y : z</c> without spaces no label is meant.</summary>
    private bool IsAfterQuestion() =>
        tokens.Count > 0 && tokens[^1].Is("?") && !char.IsWhiteSpace(At(at + 1));

    private bool ReadQuoted()
    {
        switch (Current)
        {
            case '"' or '`':
                AddText(texts.Read(ref at, Current, isRaw: false));
                return true;
            case '\'':
                AddText(texts.Read(ref at, '\'', isRaw: true));
                return true;
            case '/' when BeginsValue():
                AddPattern('/');
                return true;
            case '%' when BeginsValue() && ReadPercent():
                return true;
            case ':' when ReadSymbol():
                return true;
            case '<' when ReadHeredoc():
                return true;
            case '?' when !FollowsValue && !char.IsWhiteSpace(At(at + 1)) && !IsNamePart(At(at + 2)):
                at += 2;
                AddText([new(source[(at - 1)..at], false)]);
                return true;
            default:
                return false;
        }
    }

    private bool ReadPercent()
    {
        var kind = char.IsAsciiLetter(At(at + 1)) ? At(at + 1) : 'Q';
        var opener = char.IsAsciiLetter(At(at + 1)) ? at + 2 : at + 1;
        if (char.IsLetterOrDigit(At(opener)) || char.IsWhiteSpace(At(opener)) || "rwWiIqQs".IndexOf(kind) < 0)
        {
            return false;
        }
        at = opener;
        var mark = Current;
        if (kind == 'r')
        {
            AddPattern(mark);
            return true;
        }
        var parts = texts.Read(ref at, mark, isRaw: kind is 'q' or 'w' or 'i' or 's');
        if (kind is 'w' or 'W' or 'i' or 'I')
        {
            tokens.Add(new(RubyTokenKind.Words, "") { Parts = parts, HasSpaceBefore = hasSpace });
        }
        else
        {
            AddText(parts);
        }
        return true;
    }

    private void AddPattern(char mark)
    {
        var parts = texts.ReadPattern(ref at, mark);
        var flags = at;
        while (Current is 'i' or 'm' or 'x' or 'o' or 'u' or 'n')
        {
            at++;
        }
        tokens.Add(
            new(RubyTokenKind.Pattern, source[flags..at]) { Parts = parts, HasSpaceBefore = hasSpace }
        );
    }

    private bool ReadSymbol()
    {
        var next = At(at + 1);
        if (next is '"' or '\'')
        {
            at++;
            var parts = texts.Read(ref at, next, isRaw: next == '\'');
            tokens.Add(new(RubyTokenKind.Text, "") { Parts = parts, HasSpaceBefore = hasSpace });
            return true;
        }
        if (!IsNameStart(next) && next != '@')
        {
            return false;
        }
        var start = ++at;
        while (IsNamePart(Current) || Current == '@')
        {
            at++;
        }
        if (Current is '?' or '!' || Current == '=' && At(at + 1) is not ('>' or '=' or '~'))
        {
            at++;
        }
        Add(RubyTokenKind.Symbol, source[start..at]);
        return true;
    }

    private bool ReadHeredoc()
    {
        var start = at + 2;
        if (
            At(at + 1) != '<'
            || !BeginsValue(2) && !char.IsAsciiLetterUpper(At(start)) && At(start) is not ('~' or '-')
        )
        {
            return false;
        }
        var word = At(start) is '~' or '-' ? start + 1 : start;
        var quote = At(word) is '\'' or '"' ? At(word) : '\0';
        var from = quote == '\0' ? word : word + 1;
        var end = from;
        while (IsNamePart(At(end)))
        {
            end++;
        }
        if (end == from)
        {
            return false;
        }
        var name = source[from..end];
        at = quote == '\0' ? end : end + 1;
        var body = afterHeredocs ?? Math.Min(EndOf('\n', at) + 1, source.Length);
        var (text, next) = texts.ReadHeredoc(body, name);
        afterHeredocs = next;
        AddText([new(text, false)]);
        return true;
    }

    private void ReadOperator()
    {
        foreach (var known in Operators)
        {
            if (StartsLine(known))
            {
                at += known.Length;
                Add(RubyTokenKind.Operator, known);
                return;
            }
        }
        at++;
        Add(RubyTokenKind.Operator, source[(at - 1)..at]);
    }

    private void AddText(ImmutableArray<RubyTextPart> parts)
    {
        if (
            Current == ':'
            && At(at + 1) != ':'
            && tokens.Count > 0
            && tokens[^1].Text is "{" or "," or "(" or "\n"
        )
        {
            at++;
            Add(RubyTokenKind.Label, string.Concat(parts.Select(part => part.Text)));
            return;
        }
        tokens.Add(new(RubyTokenKind.Text, "") { Parts = parts, HasSpaceBefore = hasSpace });
    }

    private void Add(RubyTokenKind kind, string text) =>
        tokens.Add(new(kind, text) { HasSpaceBefore = hasSpace, HasSpaceAfter = char.IsWhiteSpace(Current) });

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
