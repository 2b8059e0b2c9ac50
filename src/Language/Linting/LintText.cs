namespace Bunraku.Language;

/// <summary>A part of a double-quoted string or of a heredoc.</summary>
internal readonly record struct LintSegment(LintSegmentKind Kind, string Text);

internal enum LintSegmentKind
{
    Text,

    /// <summary>What stands between <c>${</c> and <c>}</c>.</summary>
    Interpolation,

    /// <summary>A variable without braces, with its dollar and, after a line break, that.</summary>
    BareVariable,

    /// <summary>The line that ends a heredoc.</summary>
    End,
}

/// <summary>
/// Cuts the text of a string or a heredoc at what is interpolated in it. The cuts are those of puppet-lint,
/// whose places and messages depend on them.
/// </summary>
internal sealed class LintText
{
    private readonly string text;
    private readonly List<LintSegment> segments = [];
    private readonly System.Text.StringBuilder segment = new();
    private int depth;

    /// <summary>What was read last, whose last character matters: an escaped dollar begins nothing.</summary>
    private bool hasPiece;

    private LintText(string text, int start)
    {
        this.text = text;
        Position = start;
    }

    private int Position { get; set; }

    /// <summary>Reads from behind the opening quote; null when the string never ends.</summary>
    public static (List<LintSegment> Segments, int End)? ReadString(string text, int start)
    {
        var reader = new LintText(text, start);
        return reader.ReadString() ? (reader.segments, reader.Position) : null;
    }

    /// <summary>Reads the lines of a heredoc, up to the one that ends it.</summary>
    public static (List<LintSegment> Segments, int End) ReadHeredoc(
        string text,
        int start,
        string name,
        bool interpolates
    )
    {
        var reader = new LintText(text, start);
        reader.ReadHeredoc(name, interpolates);
        return (reader.segments, reader.Position);
    }

    private bool ReadString()
    {
        var start = Position;
        while (Position < text.Length)
        {
            if (At("${"))
            {
                BeginInterpolation();
            }
            else if (depth > 0 && At("{"))
            {
                ReadCharacter();
            }
            else if (At("}"))
            {
                EndInterpolation();
            }
            else if (BareVariableLength() is var variable and > 0)
            {
                ReadBareVariable(variable);
            }
            else if (StringEndLength() is var length and > 0)
            {
                if (depth == 0)
                {
                    Append(length - 1);
                    Position++;
                    Cut(LintSegmentKind.Text);
                    break;
                }
                Append(length);
            }
            else if (EscapedQuoteLength() is var escaped and > 0)
            {
                Append(escaped);
            }
            else
            {
                ReadCharacter();
            }
        }
        return segments.Count > 0 || Position == start;
    }

    private void ReadHeredoc(string name, bool interpolates)
    {
        while (Position < text.Length)
        {
            if (HeredocEndLength(name) is var length and >= 0)
            {
                segments.Add(new LintSegment(LintSegmentKind.Text, segment.ToString()));
                segments.Add(new LintSegment(LintSegmentKind.End, text[Position..(Position + length)]));
                Position += length;
                if (depth == 0)
                {
                    break;
                }
            }
            else if (interpolates && At("${"))
            {
                BeginInterpolation();
            }
            else if (interpolates && depth > 0 && At("{"))
            {
                ReadCharacter();
            }
            else if (interpolates && BareVariableLength() is var variable and > 0)
            {
                ReadBareVariable(variable);
            }
            else if (interpolates && At("}"))
            {
                EndInterpolation();
            }
            else
            {
                ReadCharacter();
            }
        }
    }

    private bool At(string mark) => string.CompareOrdinal(text, Position, mark, 0, mark.Length) == 0;

    private char Peek(int distance) => Position + distance < text.Length ? text[Position + distance] : '\0';

    private void Append(int length)
    {
        segment.Append(text, Position, length);
        Position += length;
        hasPiece = true;
    }

    private bool EndsWithBackslash => hasPiece && segment.Length > 0 && segment[^1] == '\\';

    private void Cut(LintSegmentKind kind)
    {
        segments.Add(new LintSegment(kind, segment.ToString()));
        segment.Clear();
        hasPiece = false;
    }

    private void ReadCharacter()
    {
        var character = text[Position];
        Append(char.IsHighSurrogate(character) && char.IsLowSurrogate(Peek(1)) ? 2 : 1);
        if (depth > 0)
        {
            depth +=
                character == '{' ? 1
                : character == '}' ? -1
                : 0;
        }
    }

    private void BeginInterpolation()
    {
        if (EndsWithBackslash)
        {
            ReadCharacter();
            return;
        }
        if (depth == 0)
        {
            Position += 2;
            Cut(LintSegmentKind.Text);
        }
        else
        {
            Append(2);
        }
        depth++;
    }

    private void EndInterpolation()
    {
        if (depth == 0)
        {
            Append(1);
            return;
        }
        depth--;
        if (depth == 0)
        {
            Cut(LintSegmentKind.Interpolation);
            Position++;
        }
        else
        {
            Append(1);
        }
    }

    private void ReadBareVariable(int length)
    {
        if (Peek(0) != '\n' && Peek(1) == '$')
        {
            ReadCharacter();
            length--;
        }
        Cut(LintSegmentKind.Text);
        segments.Add(new LintSegment(LintSegmentKind.BareVariable, text[Position..(Position + length)]));
        Position += length;
    }

    /// <summary>
    /// The length of a variable here, or of a character and the variable after it; 0 when there is none.
    /// </summary>
    private int BareVariableLength()
    {
        if (depth > 0 || EndsWithBackslash)
        {
            return 0;
        }
        if (LintLexer.ScanVariable(text, Position) is var here and > 0)
        {
            return here - Position;
        }
        return
            Peek(0) != '\\'
            && Peek(1) == '$'
            && LintLexer.ScanVariable(text, Position + 1) is var next and > 0
            ? next - Position
            : 0;
    }

    /// <summary>The length up to a quote that ends the string here, or after one more character.</summary>
    private int StringEndLength()
    {
        var direct = QuoteAfterPairs(0);
        return direct > 0 ? direct
            : Peek(0) != '\\' ? QuoteAfterPairs(1)
            : 0;
    }

    private int QuoteAfterPairs(int from)
    {
        while (Peek(from) == '\\' && Peek(from + 1) == '\\')
        {
            from += 2;
        }
        return Peek(from) == '"' ? from + 1 : 0;
    }

    private int EscapedQuoteLength()
    {
        var length = 0;
        while (Peek(length) == '\\')
        {
            length++;
        }
        return length > 0 && Peek(length) == '"' ? length + 1 : 0;
    }

    private int HeredocEndLength(string name)
    {
        var length = Peek(0) == '|' ? 1 : 0;
        length = SkipSpace(length);
        length = Peek(length) == '-' ? SkipSpace(length + 1) : length;
        if (string.CompareOrdinal(text, Position + length, name, 0, name.Length) != 0)
        {
            return -1;
        }
        length += name.Length;
        return Position + length >= text.Length || Peek(length) == '\n' ? length : -1;
    }

    private int SkipSpace(int from)
    {
        while (Peek(from) is ' ' or '\t' or '\r' or '\n' or '\f' or '\v')
        {
            from++;
        }
        return from;
    }
}
