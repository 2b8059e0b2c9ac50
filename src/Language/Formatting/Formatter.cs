using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>
/// Lays out a tree: walks it and takes the units of its source one after the other, so that none is lost and
/// none comes twice, and says between them where lines may break.
/// </summary>
internal sealed partial class Formatter
{
    private const int Indentation = 2;

    private readonly ImmutableArray<FormatUnit> units;
    private readonly List<LayoutPart> parts = [];
    private int next;

    /// <summary>The unit whose comments before it are already printed.</summary>
    private int commented = -1;

    /// <summary>Nothing stands in the block at hand yet: no empty line begins it.</summary>
    private bool atBlockStart = true;

    private Formatter(ImmutableArray<FormatUnit> units) => this.units = units;

    public static List<LayoutPart> Format(ImmutableArray<FormatUnit> units, Program program)
    {
        var formatter = new Formatter(units);
        formatter.Statements(formatter.StatementsOf(program.Body, isProgram: true));
        formatter.TakeComments();
        return formatter.parts;
    }

    private FormatUnit Next => units[next];

    private bool NextIs(TokenKind kind) => Next.Kind == kind;

    private void Text(string text) => parts.Add(new TextPart(text));

    /// <summary>Prints the next unit with its comments, its text perhaps replaced.</summary>
    private void Take(LayoutPart? instead = null)
    {
        var unit = Next;
        if (unit.Kind == TokenKind.EndOfInput)
        {
            return;
        }
        TakeComments();
        next++;
        atBlockStart = false;
        parts.Add(instead ?? new TextPart(unit.Text) { Heredoc = unit.Heredoc });
        foreach (var comment in unit.Behind)
        {
            if (comment.IsLine)
            {
                parts.Add(new LineCommentPart(comment.Text));
                continue;
            }
            parts.Add(new SpacePart());
            Text(comment.Text);
        }
    }

    /// <summary>Prints only the comments of the next unit.</summary>
    private void Drop() => Take(new TextPart(""));

    /// <summary>Prints the comments before the next unit.</summary>
    private void TakeComments()
    {
        if (commented == next)
        {
            return;
        }
        commented = next;
        var before = Next.Before;
        for (var i = 0; i < before.Length; i++)
        {
            var breaks = i + 1 < before.Length ? before[i + 1].BreaksBefore : Next.Breaks;
            LayoutPart begin = before[i].IsOnOwnLine
                ? new FreshLinePart(before[i].BreaksBefore > 1 && !atBlockStart)
                : new SpacePart();
            parts.Add(begin);
            Text(before[i].Text);
            parts.Add(before[i].IsLine || breaks > 0 ? new FreshLinePart(breaks > 1) : new SpacePart());
            atBlockStart = false;
        }
    }

    /// <summary>Whether the source breaks the line before the next unit.</summary>
    private bool HasBreak() => HasBreak(Next);

    private static bool HasBreak(FormatUnit unit) =>
        unit.Breaks > 0 || unit.Before.Any(comment => comment.IsOnOwnLine);

    private OpenPart Open()
    {
        var group = new OpenPart();
        parts.Add(group);
        return group;
    }

    private void Close() => parts.Add(new ClosePart());

    private void Indent(bool onlyIfOpen = false) => parts.Add(new IndentPart(Indentation, onlyIfOpen));

    private void Dedent(bool onlyIfOpen = false) => parts.Add(new IndentPart(-Indentation, onlyIfOpen));

    /// <summary>A place to break before the next unit, where an empty line of the source stays.</summary>
    private void Separate(string flat) =>
        parts.Add(new SoftBreakPart(flat, !atBlockStart && Next.BreaksToNeighbour > 1));

    private void Break(string flat) => parts.Add(new SoftBreakPart(flat, isBlank: false));

    private void FreshLine() => parts.Add(new FreshLinePart(!atBlockStart && Next.BreaksToNeighbour > 1));

    /// <summary>The statements between braces, or a file's.</summary>
    private ImmutableArray<Expression> StatementsOf(Expression? body, bool isProgram = false) =>
        body switch
        {
            null or NopExpression => [],
            BlockExpression block when isProgram || block.Span.Start == Next.Start => block.Statements,
            _ => [body],
        };

    private void Statements(ImmutableArray<Expression> statements)
    {
        foreach (var statement in statements)
        {
            FreshLine();
            Statement(statement);
            Semicolons(statement);
        }
    }

    /// <summary>
    /// Semicolons between statements go, but not the one that keeps a word from taking what follows as its
    /// arguments.
    /// </summary>
    private void Semicolons(Expression statement)
    {
        while (NextIs(TokenKind.Semicolon))
        {
            if (statement is NameExpression)
            {
                Take();
            }
            else
            {
                Drop();
            }
        }
    }

    private void Statement(Expression statement)
    {
        switch (statement)
        {
            case IfExpression condition:
                If(condition.Condition, condition.Then, condition.Else, mustOpen: true);
                break;
            case UnlessExpression condition:
                If(condition.Condition, condition.Then, condition.Else, mustOpen: true);
                break;
            default:
                Print(statement);
                break;
        }
    }

    /// <summary>Prints <c>{ statements }</c>.</summary>
    private void Block(Expression? body, bool mustOpen)
    {
        var statements = StatementsOf(body);
        var group = Open();
        group.MustOpen = mustOpen || statements.Length > 1;
        var opening = Next;
        Take();
        atBlockStart = true;
        if (statements.IsEmpty && opening.Behind.IsEmpty && Next.Before.IsEmpty)
        {
            group.MustOpen = false;
            Take();
            Close();
            return;
        }
        Indent();
        foreach (var statement in statements)
        {
            group.MustOpen |= HasBreak();
            Separate(" ");
            Statement(statement);
            Semicolons(statement);
        }
        End(group, " ");
    }

    /// <summary>
    /// Ends a list: comments on lines of their own belong into it, not to the closing bracket.
    /// </summary>
    private void End(OpenPart group, string flat, bool onlyIfOpen = false)
    {
        group.MustOpen |= HasBreak();
        if (Next.Before.Any(comment => comment.IsOnOwnLine))
        {
            TakeComments();
        }
        Dedent(onlyIfOpen);
        Break(flat);
        Take();
        Close();
    }

    /// <summary>
    /// Prints items between brackets: on one line as they were, or each on a line of its own.
    /// </summary>
    /// <param name="flat">What stands inside the brackets on one line: nothing or a blank.</param>
    private OpenPart List(IReadOnlyList<Action> items, string flat, bool endsWithComma)
    {
        var group = Open();
        // A single item gains no room on a line of its own.
        group.StaysFlat = items.Count == 1;
        var opening = Next;
        Take();
        atBlockStart = true;
        DropCommas();
        if (items.Count == 0 && opening.Behind.IsEmpty && Next.Before.IsEmpty)
        {
            Take();
            Close();
            return group;
        }
        Indent(onlyIfOpen: true);
        for (var i = 0; i < items.Count; i++)
        {
            group.MustOpen |= HasBreak();
            Separate(i == 0 ? flat : " ");
            items[i]();
            Comma(isLast: i == items.Count - 1, endsWithComma);
        }
        group.MustOpen |= items.Count == 0;
        End(group, flat, onlyIfOpen: true);
        return group;
    }

    private void DropCommas()
    {
        while (NextIs(TokenKind.Comma))
        {
            Drop();
        }
    }

    private void Comma(bool isLast, bool endsWithComma)
    {
        LayoutPart? sign = !isLast ? null : new IfOpenPart(endsWithComma ? "," : "");
        if (NextIs(TokenKind.Comma))
        {
            Take(sign);
        }
        else if (sign is not null)
        {
            parts.Add(sign);
        }
    }
}
