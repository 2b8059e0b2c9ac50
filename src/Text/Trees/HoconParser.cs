using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>Makes values of the tokens of a HOCON text.</summary>
internal sealed partial class HoconParser(ImmutableArray<HoconToken> tokens)
{
    private const int DeepestNesting = 200;

    /// <summary>The path from the root to the value being read.</summary>
    private readonly List<string> path = [];

    private int position;
    private int line = 1;
    private int depth;

    /// <summary>How many lists, and values that <c>+=</c> adds to one, are around.</summary>
    private int lists;

    /// <summary>A mistake in the values, which is only told when the syntax is right.</summary>
    private DiagnosticException? mistake;

    public HoconObject Document()
    {
        var start = NextSolid();
        HoconNode root;
        if (start.Kind is HoconTokenKind.OpenCurly or HoconTokenKind.OpenSquare)
        {
            root = Value(start);
        }
        else
        {
            position--;
            root = Object(start.Span, false);
        }
        var rest = NextSolid();
        if (rest.Kind != HoconTokenKind.End)
        {
            throw Wrong(
                rest,
                "there is more text after the first object",
                $"Document has trailing tokens after first object or array: {rest.Shown}"
            );
        }
        if (mistake is not null)
        {
            throw mistake;
        }
        return root as HoconObject
            ?? throw new DiagnosticException(
                TextDiagnostics.InvalidHocon(
                    start.Span,
                    "the data is a list, not an object",
                    $"String: {start.Span.Line}:  has type LIST rather than object at file root"
                )
            );
    }

    private HoconToken Next() => tokens[Math.Min(position++, tokens.Length - 1)];

    /// <summary>The next token that is no white space, line break or comment.</summary>
    private HoconToken NextSolid()
    {
        while (true)
        {
            var token = Next();
            if (token.Kind == HoconTokenKind.NewLine)
            {
                line = token.Line + 1;
            }
            else if (token.Kind is not (HoconTokenKind.Space or HoconTokenKind.Comment) && !token.IsBlank)
            {
                line = token.Line > 0 ? token.Line : line;
                return token;
            }
        }
    }

    /// <summary>Passes a comma, or line breaks in its place; whether there were any.</summary>
    private bool PassSeparator()
    {
        var hasPassed = false;
        while (true)
        {
            var token = Next();
            if (token.Kind == HoconTokenKind.Comma)
            {
                return true;
            }
            if (token.Kind == HoconTokenKind.NewLine)
            {
                hasPassed = true;
                line++;
            }
            else if (token.Kind is not (HoconTokenKind.Space or HoconTokenKind.Comment) && !token.IsBlank)
            {
                position--;
                return hasPassed;
            }
        }
    }

    private HoconNode Value(HoconToken token) =>
        token.Kind switch
        {
            HoconTokenKind.OpenCurly => Object(token.Span, true),
            HoconTokenKind.OpenSquare => List(token.Span),
            HoconTokenKind.Value => new HoconScalar(token.Span, token.Value, token.Text),
            HoconTokenKind.Text => new HoconScalar(token.Span, token.Text, token.Text) { IsUnquoted = true },
            HoconTokenKind.Substitution => Reference(token),
            _ => throw Suggesting(
                token,
                "a value is missing",
                $"Expecting a value but got wrong token: {token.Shown}"
            ),
        };

    private static bool StartsValue(HoconToken token) =>
        token.IsSimple || token.Kind is HoconTokenKind.OpenCurly or HoconTokenKind.OpenSquare;

    /// <summary>Values side by side on one line, or null when none starts here.</summary>
    private HoconNode? Values()
    {
        var pieces = ImmutableArray.CreateBuilder<HoconNode>();
        var token = NextSolid();
        var end = position - 1;
        while (StartsValue(token) || token.Kind == HoconTokenKind.Space)
        {
            if (token.Kind != HoconTokenKind.Space)
            {
                pieces.Add(Value(token));
                end = position;
            }
            token = Next();
        }
        position = end;
        try
        {
            return pieces.Count == 0 ? null : HoconConcatenating.Of(pieces.ToImmutable());
        }
        catch (DiagnosticException failure)
        {
            mistake ??= failure;
            return pieces[0];
        }
    }

    private HoconObject Object(Span start, bool isBraced)
    {
        Descend(start);
        var fields = new OrderedDictionary<string, HoconField>();
        var end = start;
        while (true)
        {
            var token = NextSolid();
            if (token.Kind == HoconTokenKind.CloseCurly && !isBraced)
            {
                throw Unbalanced(token);
            }
            if (token.Kind == HoconTokenKind.CloseCurly || token.Kind == HoconTokenKind.End && !isBraced)
            {
                end = token.Span;
                position -= isBraced ? 0 : 1;
                break;
            }
            if (token is { Kind: HoconTokenKind.Text, Text: "include" })
            {
                Include();
            }
            else
            {
                Field(token, fields);
            }
            if (PassSeparator())
            {
                continue;
            }
            token = NextSolid();
            if (token.Kind == (isBraced ? HoconTokenKind.CloseCurly : HoconTokenKind.End))
            {
                end = token.Span;
                position -= isBraced ? 0 : 1;
                break;
            }
            throw token.Kind == HoconTokenKind.CloseCurly
                ? Unbalanced(token)
                : Suggesting(
                    token,
                    "a `,`, a line break or `}` is missing",
                    $"Expecting close brace }} or a comma, got {token.Shown}"
                );
        }
        depth--;
        return new(start.To(end), fields);
    }

    private void Field(HoconToken first, OrderedDictionary<string, HoconField> fields)
    {
        var (keys, at) = Keys(first);
        var operation = NextSolid();
        var isAdding = operation.Kind == HoconTokenKind.PlusEqual;
        path.AddRange(keys);
        HoconNode value;
        if (operation.Kind == HoconTokenKind.OpenCurly)
        {
            value = Value(operation);
        }
        else if (isAdding || operation.Kind is HoconTokenKind.Colon or HoconTokenKind.Equal)
        {
            if (isAdding && lists > 0)
            {
                mistake ??= new(TextDiagnostics.AddingInList(operation.Span, line));
            }
            lists += isAdding ? 1 : 0;
            value = Values() ?? Value(NextSolid());
            lists -= isAdding ? 1 : 0;
        }
        else
        {
            throw Suggesting(
                operation,
                $"`:`, `=` or `{{` is missing after the key `{at.Text}`",
                $"Key '{at.Text}' may not be followed by token: {operation.Shown}"
            );
        }
        if (isAdding)
        {
            var before = new HoconReference(at, [.. path], true);
            value = HoconConcatenating.Of([before, new HoconList(value.Span, [value])]);
        }
        path.RemoveRange(path.Count - keys.Length, keys.Length);
        foreach (var key in keys.Skip(1).Reverse())
        {
            value = new HoconObject(value.Span, new() { [key] = new(at, value) });
        }
        HoconObject.Give(fields, keys[0], new(at, value));
    }

    private HoconList List(Span start)
    {
        Descend(start);
        lists++;
        var items = ImmutableArray.CreateBuilder<HoconNode>();
        while (true)
        {
            if (Values() is { } value)
            {
                items.Add(value);
            }
            else if (NextSolid() is { Kind: not HoconTokenKind.CloseSquare } wrong)
            {
                throw Wrong(
                    wrong,
                    items.Count == 0
                        ? "a value or `]` is missing after `[`"
                        : "a value is missing after the comma",
                    items.Count == 0
                        ? $"List should have ] or a first element after the open [, instead had token: "
                            + $"{wrong.Shown} (if you want {wrong.Shown} to be part of a string value, "
                            + "then double-quote it)"
                        : $"List should have had new element after a comma, instead had token: {wrong.Shown} "
                            + $"(if you want the comma or {wrong.Shown} to be part of a string value, then "
                            + "double-quote it)"
                );
            }
            else
            {
                position--;
            }
            if (items.Count == 0 || !PassSeparator())
            {
                var end = NextSolid();
                if (end.Kind == HoconTokenKind.CloseSquare)
                {
                    lists--;
                    depth--;
                    return new(start.To(end.Span), items.ToImmutable());
                }
                throw Wrong(
                    end,
                    "a `,`, a line break or `]` is missing",
                    $"List should have ended with ] or had a comma, instead had token: {end.Shown} "
                        + $"(if you want {end.Shown} to be part of a string value, then double-quote it)"
                );
            }
        }
    }

    private void Descend(Span at)
    {
        if (++depth > DeepestNesting)
        {
            throw new DiagnosticException(TextDiagnostics.TooDeep(at, "invalid-hocon", DeepestNesting));
        }
    }

    private DiagnosticException Unbalanced(HoconToken token) =>
        Suggesting(token, "this `}` closes nothing", "unbalanced close brace '}' with no open brace");

    private DiagnosticException Suggesting(HoconToken token, string problem, string told) =>
        Wrong(
            token,
            problem,
            token.Kind == HoconTokenKind.End
                ? told
                : $"{told} (if you intended {token.Shown} to be part of a key or string value, try enclosing "
                    + "the key or value in double quotes"
        );

    private DiagnosticException Wrong(HoconToken token, string problem, string told) =>
        new(
            TextDiagnostics.InvalidHocon(
                token.Span,
                token.Kind == HoconTokenKind.Problem ? token.Problem : problem,
                $"String: {line}: {told}",
                token.IsSimple || token.Kind == HoconTokenKind.Colon
                    ? "text with special characters takes double quotes"
                    : null
            )
        );
}
