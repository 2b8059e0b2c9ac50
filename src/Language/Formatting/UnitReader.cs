using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Joins tokens to units and gives each its comments.</summary>
internal sealed class UnitReader
{
    private readonly SourceFile file;
    private readonly TokenList tokens;
    private readonly List<Trivia> trivia;
    private readonly List<FormatUnit> units = [];
    private int nextTrivia;
    private int position;

    private UnitReader(SourceFile file, TokenList tokens, List<Trivia> trivia)
    {
        this.file = file;
        this.tokens = tokens;
        this.trivia = trivia;
        this.trivia.Sort((left, right) => left.Start.CompareTo(right.Start));
    }

    public static ImmutableArray<FormatUnit> Read(SourceFile file, TokenList tokens, List<Trivia> trivia)
    {
        var reader = new UnitReader(file, tokens, trivia);
        var texts = new Queue<string>(
            reader
                .trivia.Where(piece => piece.Kind == TriviaKind.HeredocText)
                .Select(piece => file.Text[piece.Start..piece.End])
        );
        for (var i = 0; i < tokens.Count; i++)
        {
            reader.Add(ref i, texts);
        }
        return [.. reader.units];
    }

    /// <summary>The comments in order, without the blanks at their ends.</summary>
    public static IEnumerable<string> Comments(SourceFile file, List<Trivia> trivia) =>
        trivia
            .Where(piece => piece.Kind != TriviaKind.HeredocText)
            .OrderBy(piece => piece.Start)
            .Select(piece => file.Text[piece.Start..piece.End].TrimEnd());

    private void Add(ref int index, Queue<string> texts)
    {
        var token = tokens[index];
        var (before, breaks) = ReadGap(token.Start);
        var end = token.End;
        string? heredoc = null;
        if (token.Kind == TokenKind.Heredoc)
        {
            heredoc = texts.Dequeue();
            index++;
        }
        if (tokens[index].Kind == TokenKind.StringHead)
        {
            index = FindTail(index);
            end = heredoc is null ? tokens[index].End : end;
        }
        units.Add(
            new FormatUnit(token.Kind, token.Start, end, TextOf(token, end), breaks)
            {
                Before = before,
                Heredoc = heredoc,
            }
        );
        position = end;
    }

    private int FindTail(int head)
    {
        var depth = 0;
        for (var i = head; ; i++)
        {
            depth +=
                tokens[i].Kind == TokenKind.StringHead ? 1
                : tokens[i].Kind == TokenKind.StringTail ? -1
                : 0;
            if (depth == 0)
            {
                return i;
            }
        }
    }

    /// <summary>
    /// The source's text, but single quotes where double quotes do nothing: no escape, no dollar, no quote.
    /// </summary>
    private string TextOf(in Token token, int end)
    {
        var text = file.Text[token.Start..end];
        return token.Kind == TokenKind.String && text[0] == '"' && !text.AsSpan().ContainsAny("\\$'\n")
            ? $"'{text[1..^1]}'"
            : text;
    }

    /// <summary>
    /// Reads up to the next unit: the comments before it, and how many line breaks come last. Comments on the
    /// line of the unit before go to that one.
    /// </summary>
    private (ImmutableArray<Comment> Before, int Breaks) ReadGap(int end)
    {
        var before = ImmutableArray.CreateBuilder<Comment>();
        var breaks = 0;
        var behind = units.Count > 0;
        while (position < end)
        {
            var piece = nextTrivia < trivia.Count ? trivia[nextTrivia] : default;
            if (nextTrivia >= trivia.Count || piece.Start > position)
            {
                breaks += file.Text[position] == '\n' ? 1 : 0;
                behind &= breaks == 0;
                position++;
                continue;
            }
            nextTrivia++;
            position = piece.End;
            if (piece.Kind == TriviaKind.HeredocText)
            {
                continue;
            }
            var isLine = piece.Kind == TriviaKind.LineComment;
            var text = file.Text[piece.Start..piece.End].TrimEnd();
            // What begins the file begins a line.
            var isFirst = units.Count == 0 && before.Count == 0;
            var comment = new Comment(text, isLine, isFirst ? 1 : breaks);
            if (behind && (isLine || EndsLine(piece.End)))
            {
                units[^1].Behind = units[^1].Behind.Add(comment);
            }
            else
            {
                before.Add(comment);
            }
            breaks = 0;
        }
        return (before.ToImmutable(), breaks);
    }

    private bool EndsLine(int offset)
    {
        var rest = file.Text.AsSpan(offset).TrimStart(" \t\r");
        return rest.IsEmpty || rest[0] is '\n' or '#' || rest.StartsWith("/*");
    }
}
