using System.Collections.Immutable;

namespace Bunraku.Language;

/// <content>Entries of hashes, attributes of resources, parameters.</content>
internal sealed partial class Formatter
{
    /// <summary>
    /// The items of an array, of arguments or keys; a hash without braces gives its entries.
    /// </summary>
    private List<Action> ItemsOf(ImmutableArray<Expression> items)
    {
        var actions = new List<Action>();
        foreach (var item in items)
        {
            if (
                item is HashExpression { Entries: [var first, ..] } hash
                && first.Span.Start == hash.Span.Start
            )
            {
                actions.AddRange(hash.Entries.Select(entry => (Action)(() => Pair(entry.Key, entry.Value))));
                continue;
            }
            actions.Add(() => Print(item));
        }
        return actions;
    }

    private void Pairs(IEnumerable<HashEntry> entries)
    {
        var keys = new Alignment(parts);
        List(
            [.. entries.Select(entry => (Action)(() => Pair(entry.Key, entry.Value, keys)))],
            " ",
            endsWithComma: true
        );
        keys.Align();
    }

    private void Pair(Expression key, Expression value, Alignment? keys = null)
    {
        var start = parts.Count;
        var comments = Next.Before.Length > 0;
        if (comments)
        {
            // They stand on lines before the key and do not widen it.
            TakeComments();
            start = parts.Count;
        }
        Print(key);
        Arrow(start, keys);
        Print(value);
    }

    private void Arrow(int keyStart, Alignment? keys)
    {
        if (keys is null)
        {
            parts.Add(new SpacePart());
        }
        else
        {
            keys.Add(keyStart);
        }
        Take();
        parts.Add(new SpacePart());
    }

    private void Attribute(AttributeOperation operation, Alignment keys)
    {
        TakeComments();
        var start = parts.Count;
        Take();
        Arrow(start, keys);
        Print(operation.Value);
    }

    /// <summary>Attributes in braces: of defaults, overrides and collectors.</summary>
    private void Attributes(ImmutableArray<AttributeOperation> operations)
    {
        var keys = new Alignment(parts);
        List(
            [.. operations.Select(operation => (Action)(() => Attribute(operation, keys)))],
            " ",
            endsWithComma: true
        );
        keys.Align();
    }

    private void Resource(ResourceExpression resource)
    {
        TakeForm(resource.Form);
        Print(resource.Type);
        parts.Add(new SpacePart());
        var title = units[next + 1];
        var isSingle =
            resource.Bodies.Length == 1
            && !title.Before.Any(comment => comment.IsOnOwnLine)
            && Next.Behind.IsEmpty;
        if (isSingle)
        {
            SingleBody(resource.Bodies[0]);
            return;
        }
        var group = Open();
        group.MustOpen = true;
        Take();
        atBlockStart = true;
        Indent();
        foreach (var body in resource.Bodies)
        {
            Separate(" ");
            Body(body);
        }
        End(group, " ");
    }

    private void TakeForm(ResourceForm form)
    {
        if (form != ResourceForm.Regular)
        {
            Take();
        }
    }

    private void SingleBody(ResourceBody body)
    {
        var group = Open();
        Take();
        Text(" ");
        Print(body.Title);
        var colon = Next;
        Take();
        if (
            body.Operations.IsEmpty
            && colon.Behind.IsEmpty
            && NextIs(TokenKind.RightBrace)
            && Next.Before.IsEmpty
        )
        {
            Text(" ");
            Take();
            Close();
            return;
        }
        Indent();
        group.MustOpen = body.Title.Span.Text.Contains('\n');
        BodyAttributes(body, group, endsWithComma: true);
        if (NextIs(TokenKind.Semicolon))
        {
            Drop();
        }
        End(group, " ");
    }

    private void Body(ResourceBody body)
    {
        var group = Open();
        Print(body.Title);
        Take();
        Indent();
        group.MustOpen = body.Title.Span.Text.Contains('\n');
        BodyAttributes(body, group, endsWithComma: false);
        Dedent();
        if (NextIs(TokenKind.Semicolon))
        {
            Take();
        }
        else
        {
            Text(";");
        }
        Close();
    }

    private void BodyAttributes(ResourceBody body, OpenPart group, bool endsWithComma)
    {
        var keys = new Alignment(parts);
        DropCommas();
        for (var i = 0; i < body.Operations.Length; i++)
        {
            group.MustOpen |= HasBreak();
            Separate(" ");
            Attribute(body.Operations[i], keys);
            Comma(isLast: i == body.Operations.Length - 1, endsWithComma);
        }
        DropCommas();
        keys.Align();
    }

    private OpenPart Parameters(ImmutableArray<Parameter> parameters, bool endsWithComma) =>
        List([.. parameters.Select(parameter => (Action)(() => Print(parameter)))], "", endsWithComma);

    private void Print(Parameter parameter)
    {
        if (parameter.Type is not null)
        {
            Print(parameter.Type);
            parts.Add(new SpacePart());
        }
        if (parameter.CapturesRest)
        {
            Take();
        }
        Take();
        if (parameter.Default is not null)
        {
            parts.Add(new SpacePart());
            Take();
            parts.Add(new SpacePart());
            Print(parameter.Default);
        }
    }
}
