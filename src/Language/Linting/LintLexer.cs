using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Language;

/// <summary>What is no token to the lint checks; nothing else is looked at then.</summary>
internal sealed class LintSyntaxException(int line, int column, string? reason = null)
    : Exception(reason ?? "")
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    public string? Reason { get; } = reason;
}

/// <summary>
/// Cuts a manifest into the tokens of puppet-lint. They differ from the language's: the checks, their places
/// and what they overlook are told in them.
/// </summary>
internal sealed partial class LintLexer
{
    private const int DeepestInterpolation = 64;
    private const int DeepestNesting = 400;
    private const int LongestHeredocHead = 200;

    private static readonly HashSet<string> Types =
    [
        .. "Integer Float Boolean Regexp String Array Hash Resource Class Collection Scalar Numeric".Split(
            ' '
        ),
        .. "CatalogEntry Data Tuple Struct Optional NotUndef Variant Enum Pattern Any Callable".Split(' '),
        .. "Type Runtime Undef Default Sensitive".Split(' '),
    ];

    private static readonly Dictionary<string, LintKind> Keywords = new()
    {
        ["case"] = LintKind.Case,
        ["class"] = LintKind.Class,
        ["default"] = LintKind.Default,
        ["define"] = LintKind.Define,
        ["import"] = LintKind.Keyword,
        ["if"] = LintKind.If,
        ["elsif"] = LintKind.Elsif,
        ["else"] = LintKind.Keyword,
        ["inherits"] = LintKind.Inherits,
        ["node"] = LintKind.Node,
        ["and"] = LintKind.Keyword,
        ["or"] = LintKind.Keyword,
        ["undef"] = LintKind.Undef,
        ["false"] = LintKind.False,
        ["true"] = LintKind.True,
        ["in"] = LintKind.Keyword,
        ["unless"] = LintKind.Keyword,
        ["function"] = LintKind.Keyword,
        ["type"] = LintKind.Type,
        ["attr"] = LintKind.Keyword,
        ["private"] = LintKind.Keyword,
    };

    private static readonly string[] Operators =
    [
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "==",
        "=~",
        "=>",
        "=",
        "+=",
        "+>",
        "+",
        ">=",
        ">>",
        ">",
        "<=",
        "<<|",
        "<-",
        "<~",
        "<|",
        "<<",
        "<",
        "!~",
        "!=",
        "!",
        "|>>",
        "|>",
        "->",
        "~>",
        "-",
        ",",
        ".",
        ":",
        ";",
        "?",
        "\\",
        "*",
        "%",
        "|",
    ];

    private readonly string text;
    private readonly List<LintToken> tokens = [];
    private readonly Queue<string> heredocs;
    private readonly int depth;
    private LintToken? lastCode;
    private int position;
    private int line = 1;
    private int column = 1;
    private int brackets;

    private LintLexer(string text, Queue<string> heredocs, int depth)
    {
        this.depth = depth;
        this.text = text;
        this.heredocs = heredocs;
    }

    public static List<LintToken> Read(string text) => new LintLexer(text, new Queue<string>(), 0).ReadAll();

    /// <summary>Where a variable with its dollar ends (or below zero, when there is none).</summary>
    public static int ScanVariable(string text, int from)
    {
        var match = VariablePattern.Match(text, from);
        return match.Success && match.Index == from ? from + match.Length : -1;
    }

    private List<LintToken> ReadAll()
    {
        while (position < text.Length)
        {
            ReadOne();
        }
        for (var i = 0; i < tokens.Count; i++)
        {
            tokens[i].Index = i;
        }
        return tokens;
    }

    private char Peek(int distance) => position + distance < text.Length ? text[position + distance] : '\0';

    private bool At(string mark) => string.CompareOrdinal(text, position, mark, 0, mark.Length) == 0;

    private void ReadOne()
    {
        if (!ReadKnown() && !ReadQuoted() && !ReadComment() && !ReadRegex() && !ReadLineEnd())
        {
            var character = Peek(0);
            if (character is not ('/' or '@'))
            {
                throw new LintSyntaxException(line, column);
            }
            Add(LintKind.Operator, 1);
        }
    }

    /// <summary>White space, words, numbers and operators.</summary>
    private bool ReadKnown()
    {
        var character = Peek(0);
        if (IsBlank(character))
        {
            Add(LintKind.Whitespace, BlanksAt(position));
            return true;
        }
        if (char.IsAsciiLetterUpper(character) || (At("::") && char.IsAsciiLetterUpper(Peek(2))))
        {
            var word = WordPattern.Match(text, position).Value;
            if (Types.Contains(word))
            {
                Add(LintKind.Type, word.Length);
            }
            else
            {
                Add(LintKind.ClassReference, ClassPattern.Match(text, position).Length);
            }
            return true;
        }
        if (NumberPattern.Match(text, position) is { Success: true } number && number.Index == position)
        {
            Add(LintKind.Number, number.Length);
            return true;
        }
        if (NamePattern.Match(text, position) is { Success: true } name && name.Index == position)
        {
            var kind =
                Peek(name.Length) == '(' ? LintKind.FunctionName
                : Keywords.TryGetValue(name.Value, out var keyword) ? keyword
                : LintKind.Name;
            Add(kind, name.Length);
            return true;
        }
        if (Array.Find(Operators, At) is { } sign)
        {
            Add(KindOf(sign), sign.Length);
            return true;
        }
        return false;
    }

    private static LintKind KindOf(string sign) =>
        sign switch
        {
            "[" => LintKind.LeftBracket,
            "]" => LintKind.RightBracket,
            "{" => LintKind.LeftBrace,
            "}" => LintKind.RightBrace,
            "(" => LintKind.LeftParenthesis,
            ")" => LintKind.RightParenthesis,
            "=" => LintKind.Equals,
            "==" => LintKind.EqualsEquals,
            "=~" => LintKind.Match,
            "!~" => LintKind.NoMatch,
            "=>" => LintKind.Arrow,
            "," => LintKind.Comma,
            ":" => LintKind.Colon,
            ";" => LintKind.Semicolon,
            "?" => LintKind.Question,
            "|" => LintKind.Pipe,
            "->" => LintKind.InEdge,
            "~>" => LintKind.InEdgeNotify,
            "<-" => LintKind.OutEdge,
            _ => LintKind.Operator,
        };

    /// <summary>Variables, strings and the heads of heredocs.</summary>
    private bool ReadQuoted()
    {
        switch (Peek(0))
        {
            case '$' when IndexedPattern.Match(text, position) is { Success: true } variable:
                Add(LintKind.Variable, variable.Value[1..], variable.Length, variable.Value);
                return true;
            case '\'' when EndOf('\'') is var end and > 0:
                Add(LintKind.SingleQuoted, text[(position + 1)..(end - 1)], end - position);
                return true;
            case '"':
                ReadString();
                return true;
            case '@' when HeredocHead() is { Success: true } head:
                heredocs.Enqueue(head.Groups[1].Value);
                Add(LintKind.HeredocOpen, head.Groups[1].Value, head.Length);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// The offset behind the next mark that no odd number of backslashes stands before, or -1.
    /// </summary>
    private int EndOf(char mark)
    {
        for (var i = position + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == mark)
            {
                return i + 1;
            }
        }
        return -1;
    }

    private bool ReadComment()
    {
        if (Peek(0) == '#' || At("//"))
        {
            var mark = Peek(0) == '#' ? 1 : 2;
            var rest = text.AsSpan(position).IndexOfAny('\r', '\n');
            var length = rest < 0 ? text.Length - position : rest;
            Add(
                mark == 1 ? LintKind.Comment : LintKind.SlashComment,
                text.Substring(position + mark, length - mark),
                length
            );
            return true;
        }
        var close = At("/*") ? text.IndexOf("*/", position + 2, StringComparison.Ordinal) : -1;
        if (close < 0)
        {
            return false;
        }
        var raw = text[position..(close + 2)];
        var inner = CommentEnd.Replace(CommentStart.Replace(raw, ""), "");
        Add(LintKind.BlockComment, CommentLine.Replace(inner, ""), raw.Length, raw);
        return true;
    }

    private bool ReadRegex()
    {
        var mayStart =
            lastCode?.Kind
            is null
                or LintKind.Node
                or LintKind.LeftBrace
                or LintKind.RightBrace
                or LintKind.Match
                or LintKind.NoMatch
                or LintKind.Comma
                or LintKind.LeftBracket
                or LintKind.If
                or LintKind.Elsif
                or LintKind.LeftParenthesis
                or LintKind.Equals;
        if (Peek(0) != '/' || !mayStart || EndOf('/') is not (var end and > 0))
        {
            return false;
        }
        Add(LintKind.Regex, text[(position + 1)..(end - 1)], end - position);
        return true;
    }

    private bool ReadLineEnd()
    {
        var length =
            At("\r\n") ? 2
            : Peek(0) is '\r' or '\n' ? 1
            : 0;
        if (length == 0)
        {
            return false;
        }
        Add(LintKind.Newline, length);
        if (heredocs.TryDequeue(out var tag))
        {
            ReadHeredoc(tag);
        }
        else if (BlanksAt(position) is var blanks and > 0)
        {
            Add(LintKind.Indent, blanks);
        }
        return true;
    }

    /// <summary>The head of a heredoc here; one that is not short, and has no end, is none.</summary>
    private Match? HeredocHead()
    {
        var length = Math.Min(LongestHeredocHead, text.Length - position);
        return text.AsSpan(position, length).Contains(')')
            ? HeredocPattern.Match(text, position, length)
            : null;
    }

    private void ReadString()
    {
        var (segments, end) =
            LintText.ReadString(text, position + 1)
            ?? throw new LintSyntaxException(line, column, "unterminated string");
        position = end;
        if (segments.Count <= 1)
        {
            segments.ForEach(only => Add(LintKind.String, only.Text));
            return;
        }
        Add(LintKind.StringHead, segments[0].Text);
        segments[1..^1].ForEach(segment => AddSegment(segment, LintKind.StringMiddle));
        Add(LintKind.StringTail, segments[^1].Text);
    }

    private void ReadHeredoc(string tag)
    {
        var name = HeredocName.Match(tag).Groups[1].Value;
        var (segments, end) = LintText.ReadHeredoc(text, position, name, tag.StartsWith('"'));
        position = end;
        if (segments.Count == 0)
        {
            return;
        }
        var ending = segments[^1].Text;
        segments.RemoveAt(segments.Count - 1);
        if (segments.Count <= 1)
        {
            segments.ForEach(only => Add(LintKind.Heredoc, only.Text, raw: only.Text + ending));
            return;
        }
        Add(LintKind.HeredocHead, segments[0].Text);
        segments[1..^1].ForEach(segment => AddSegment(segment, LintKind.HeredocMiddle));
        Add(LintKind.HeredocTail, segments[^1].Text, raw: segments[^1].Text + ending);
    }

    private void AddSegment(LintSegment segment, LintKind textKind)
    {
        switch (segment.Kind)
        {
            case LintSegmentKind.Interpolation:
                if (depth == DeepestInterpolation)
                {
                    throw new LintSyntaxException(line, column, "nested too deeply");
                }
                var inner = new LintLexer(segment.Text, heredocs, depth + 1).ReadAll();
                for (var i = 0; i < inner.Count; i++)
                {
                    var kind = i == 0 && MayBeVariable(inner[i]) ? LintKind.Variable : inner[i].Kind;
                    Add(kind, inner[i].Value, raw: inner[i].Raw);
                }
                break;
            case LintSegmentKind.BareVariable:
                Add(LintKind.BareVariable, segment.Text.StartsWith('$') ? segment.Text[1..] : segment.Text);
                break;
            default:
                Add(textKind, segment.Text);
                break;
        }
    }

    private static bool MayBeVariable(LintToken token) =>
        token.Kind == LintKind.Name
        || (Keywords.ContainsKey(token.Value) && token.Kind == Keywords[token.Value]);

    private void Add(LintKind kind, int length) => Add(kind, text.Substring(position, length), length);

    private void Add(LintKind kind, string value, int length, string? raw = null)
    {
        position += length;
        Add(kind, value, raw);
    }

    /// <summary>
    /// Adds a token and counts lines and columns on by its text, as it is when nothing follows yet: what is
    /// interpolated without braces is two columns less than was counted.
    /// </summary>
    private void Add(LintKind kind, string value, string? raw = null)
    {
        column -= kind == LintKind.BareVariable ? 2 : 0;
        var token = new LintToken(kind, value, line, column) { Raw = raw };
        if (tokens.Count > 0)
        {
            token.Previous = tokens[^1];
            tokens[^1].Next = token;
            if (!token.IsFormatting && lastCode is not null)
            {
                lastCode.NextCode = token;
                token.PreviousCode = lastCode;
            }
        }
        brackets +=
            kind is LintKind.LeftBrace or LintKind.LeftBracket or LintKind.LeftParenthesis ? 1
            : kind is LintKind.RightBrace or LintKind.RightBracket or LintKind.RightParenthesis ? -1
            : 0;
        if (brackets > DeepestNesting)
        {
            throw new LintSyntaxException(line, column, "nested too deeply");
        }
        tokens.Add(token);
        lastCode = token.IsFormatting ? lastCode : token;
        if (kind == LintKind.Newline)
        {
            line++;
            column = 1;
            return;
        }
        var written = token.Text;
        var lines = LineEnd.Split(written);
        line += lines.Length - 1;
        column = (lines.Length > 1 ? 1 : column) + CharactersIn(lines[^1]);
    }

    public static int CharactersIn(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private int BlanksAt(int from)
    {
        var to = from;
        while (to < text.Length && IsBlank(text[to]))
        {
            to++;
        }
        return to - from;
    }

    private static bool IsBlank(char character) =>
        character is '\t' or '\v' or '\f' or ' '
        || (character > '\x7f' && char.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator);
}
