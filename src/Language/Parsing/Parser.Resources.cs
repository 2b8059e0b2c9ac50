using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <content>Resources, their defaults and overrides, and collectors.</content>
internal sealed partial class Parser
{
    private Expression ParseResource()
    {
        Expression resource;
        if (kind is TokenKind.At or TokenKind.AtAt)
        {
            resource = ParseVirtual();
        }
        else if (kind == TokenKind.Class && NextKind == TokenKind.LeftBrace)
        {
            resource = ParseClassResource();
        }
        else
        {
            resource = ParseExpression();
        }
        while (kind == TokenKind.LeftBrace)
        {
            resource = ParseResourceBraces(resource);
        }
        return resource;
    }

    private Expression ParseVirtual()
    {
        if (!EnterNesting())
        {
            LeaveNesting();
            return Nothing();
        }
        var sign = Advance();
        var resource = ParseResource();
        LeaveNesting();
        var form = sign.Kind == TokenKind.At ? ResourceForm.Virtual : ResourceForm.Exported;
        var span = From(sign.Start);
        switch (resource)
        {
            case ResourceExpression plain:
                return plain with { Span = span, Form = form, Anchor = span };
            case ResourceDefaultsExpression defaults:
                return defaults with { Span = span, Form = form, Anchor = span };
            case ResourceOverrideExpression overriding:
                return overriding with { Span = span, Form = form, Anchor = span };
            default:
                if (!failing)
                {
                    Report(SyntaxDiagnostics.MisplacedForm(At(sign), form == ResourceForm.Exported));
                }
                return resource;
        }
    }

    private ResourceExpression ParseClassResource()
    {
        var keyword = Advance();
        var open = Advance();
        var mark = bodies.Count;
        do
        {
            bodies.Add(ParseResourceBody());
        } while (Accept(TokenKind.Semicolon) && kind != TokenKind.RightBrace && !failing);
        ExpectBodyEnd(open);
        var name = new NameExpression(At(keyword), "class");
        return new ResourceExpression(From(keyword.Start), ResourceForm.Regular, name, bodies.Take(mark));
    }

    private void ExpectBodyEnd(Token open) =>
        Expect(
            TokenKind.RightBrace,
            "expected `,`, `;` or `}`",
            "separate attributes by `,` and resources by `;`, and close the braces",
            open
        );

    private ResourceBody ParseResourceBody()
    {
        var title = ParseExpression();
        Expect(
            TokenKind.Colon,
            "expected `:` after the title",
            "a resource is `type { 'title': attribute => value }`"
        );
        var attributes = ParseAttributes();
        Accept(TokenKind.Comma);
        return new ResourceBody(From(title.Span.Start), title, attributes);
    }

    /// <summary>
    /// Reads the braces after an expression: a resource with titles, defaults, or an override.
    /// </summary>
    private Expression ParseResourceBraces(Expression left)
    {
        var open = Advance();
        if (!StartsAttributes())
        {
            var mark = bodies.Count;
            bodies.Add(ParseResourceBody());
            while (Accept(TokenKind.Semicolon) && kind != TokenKind.RightBrace && !failing)
            {
                bodies.Add(ParseResourceBody());
            }
            ExpectBodyEnd(open);
            return new ResourceExpression(
                From(left.Span.Start),
                ResourceForm.Regular,
                left,
                bodies.Take(mark)
            )
            {
                Anchor = file.At(left.Anchor.Start, lastEnd),
            };
        }
        var attributes = ParseAttributes();
        Accept(TokenKind.Comma);
        Expect(TokenKind.RightBrace, "expected `,` or `}`", "separate the attributes by commas", open);
        return MakeUntitled(left, open, attributes);
    }

    /// <summary>
    /// Whether attributes follow, not a title: a word and an arrow, a splat, or nothing at all.
    /// </summary>
    private bool StartsAttributes()
    {
        if (kind is TokenKind.RightBrace or TokenKind.Comma)
        {
            return true;
        }
        var isOnlyWord =
            kind
            is TokenKind.And
                or TokenKind.Else
                or TokenKind.Elsif
                or TokenKind.In
                or TokenKind.Inherits
                or TokenKind.Or;
        var mayBeName = kind == TokenKind.Name || IsAttributeKeyword(kind);
        return isOnlyWord
            || (mayBeName && NextKind is TokenKind.Arrow or TokenKind.PlusArrow)
            || (kind == TokenKind.Times && NextKind == TokenKind.Arrow);
    }

    private static bool IsAttributeKeyword(TokenKind kind) =>
        kind is >= TokenKind.And and not TokenKind.Boolean;

    private ImmutableArray<AttributeOperation> ParseAttributes()
    {
        var mark = operations.Count;
        if (kind != TokenKind.Comma)
        {
            if (!StartsAttribute())
            {
                return [];
            }
            operations.Add(ParseAttribute());
        }
        while (kind == TokenKind.Comma && StartsAttribute(NextKind))
        {
            Advance();
            operations.Add(ParseAttribute());
        }
        return operations.Take(mark);
    }

    private bool StartsAttribute() => StartsAttribute(kind);

    private static bool StartsAttribute(TokenKind kind) =>
        kind is TokenKind.Name or TokenKind.Times || IsAttributeKeyword(kind);

    private AttributeOperation ParseAttribute()
    {
        var name = Advance();
        if (name.Kind == TokenKind.Times)
        {
            Expect(TokenKind.Arrow, "expected `=>` after `*`", "attributes from a hash are `* => $hash`");
            var hash = ParseExpression();
            return new SplatAttributeOperation(From(name.Start), hash);
        }
        var isAppend = kind == TokenKind.PlusArrow;
        if (!isAppend && kind != TokenKind.Arrow)
        {
            Fail("expected `=>` after the attribute's name", "an attribute is `name => value`");
        }
        else
        {
            Advance();
        }
        var value = ParseExpression();
        var text = name.Value ?? file.Text[name.Start..name.End];
        return new NamedAttributeOperation(From(name.Start), At(name), text, isAppend ? "+>" : "=>", value);
    }

    private Expression MakeUntitled(
        Expression left,
        Token open,
        ImmutableArray<AttributeOperation> attributes
    )
    {
        var span = From(left.Span.Start);
        var anchor = file.At(left.Anchor.Start, lastEnd);
        switch (left)
        {
            case NameExpression name:
                return MakeTitleless(name, open, attributes, span);
            case ReferenceExpression:
                return new ResourceDefaultsExpression(span, ResourceForm.Regular, left, attributes)
                {
                    Anchor = anchor,
                };
            case AccessExpression:
                return new ResourceOverrideExpression(span, ResourceForm.Regular, left, attributes)
                {
                    Anchor = anchor,
                };
            default:
                if (!failing)
                {
                    Report(SyntaxDiagnostics.NotAResource(left.Anchor));
                }
                return left;
        }
    }

    /// <summary>
    /// A name and attributes are a call with a hash, or (the checker says so) a resource without title.
    /// </summary>
    private Expression MakeTitleless(
        NameExpression name,
        Token open,
        ImmutableArray<AttributeOperation> attributes,
        Span span
    )
    {
        var mark = entries.Count;
        foreach (var attribute in attributes)
        {
            if (attribute is not NamedAttributeOperation { Operator: "=>" } named)
            {
                if (!failing)
                {
                    Report(SyntaxDiagnostics.ResourceWithAppend(At(open)));
                }
                continue;
            }
            var key = new StringExpression(named.NameSpan, named.Name);
            entries.Add(new HashEntry(named.Span, named.NameSpan, key, named.Value));
        }
        var hash = new HashExpression(From(open.Start), entries.Take(mark));
        return IsStatementFunction(name.Value)
            ? new CallExpression(span, name, [hash], null, IsStatement: true)
            : new BlockExpression(span, [name, hash]);
    }

    private CollectExpression ParseCollect(Expression type)
    {
        var open = Advance();
        var isExported = open.Kind == TokenKind.CollectExported;
        var end = isExported ? TokenKind.CollectExportedEnd : TokenKind.CollectEnd;
        EnterNesting();
        var query = kind == end ? null : ParseExpression();
        LeaveNesting();
        var sign = isExported ? "|>>" : "|>";
        Expect(end, $"expected `{sign}`", $"close the query with `{sign}`", open);
        ImmutableArray<AttributeOperation> attributes = [];
        if (kind == TokenKind.LeftBrace)
        {
            var brace = Advance();
            attributes = ParseAttributes();
            Accept(TokenKind.Comma);
            Expect(TokenKind.RightBrace, "expected `,` or `}`", "separate the attributes by commas", brace);
        }
        return new CollectExpression(From(type.Span.Start), type, isExported, query, attributes)
        {
            Anchor = file.At(type.Anchor.Start, lastEnd),
        };
    }
}
