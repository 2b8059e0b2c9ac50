using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <content>Classes, defines, functions, nodes and type aliases, and their parameters.</content>
internal sealed partial class Parser
{
    private T Define<T>(T definition)
        where T : Expression
    {
        definitions.Add(definition);
        return definition;
    }

    private ClassExpression ParseClass()
    {
        var keyword = Advance();
        var name = ParseDefinitionName("the class");
        var head = From(keyword.Start);
        namespaces.Add(name);
        var parameterList = ParseParameters();
        string? parent = null;
        if (Accept(TokenKind.Inherits))
        {
            parent = Accept(TokenKind.Default) ? "default" : ParseDefinitionName("the parent");
        }
        var body = ParseBraces("the class's body");
        namespaces.RemoveAt(namespaces.Count - 1);
        var span = From(keyword.Start);
        return Define(
            new ClassExpression(span, Qualify(name), parameterList, parent, body) { Anchor = head }
        );
    }

    private DefineExpression ParseDefine()
    {
        var keyword = Advance();
        var name = ParseDefinitionName("the defined type");
        var head = From(keyword.Start);
        var parameterList = ParseParameters();
        var body = ParseBraces("the defined type's body");
        return Define(
            new DefineExpression(From(keyword.Start), Qualify(name), parameterList, body) { Anchor = head }
        );
    }

    private FunctionExpression ParseFunction()
    {
        var keyword = Advance();
        var name = ParseDefinitionName("the function");
        var head = From(keyword.Start);
        var parameterList = ParseParameters();
        var returnType = ParseReturnType();
        var body = ParseBraces("the function's body");
        return Define(
            new FunctionExpression(From(keyword.Start), name, parameterList, returnType, body)
            {
                Anchor = head,
            }
        );
    }

    private string Qualify(string name)
    {
        if (namespaces.Count == 0)
        {
            return name;
        }
        var qualified = string.Join("::", [.. namespaces, name]);
        return qualified.StartsWith("::", StringComparison.Ordinal) ? qualified[2..] : qualified;
    }

    private string ParseDefinitionName(string what)
    {
        switch (kind)
        {
            case TokenKind.Name:
            case TokenKind.Word:
            case TokenKind.ClassReference:
                return Advance().Value!;
            case TokenKind.Class:
            case TokenKind.String:
                Report(SyntaxDiagnostics.NotAName(At(Current), kind == TokenKind.Class));
                return Advance().Value ?? "class";
            default:
                Fail($"expected the name of {what}", HelpForName(kind));
                return "";
        }
    }

    private static string HelpForName(TokenKind kind) =>
        kind >= TokenKind.And
            ? "this word is a keyword and cannot be a name"
            : "a name starts with a lower-case letter and has letters, digits, `_` and `::`";

    private ImmutableArray<Parameter> ParseParameters()
    {
        if (kind is not (TokenKind.LeftParenthesis or TokenKind.LineParenthesis))
        {
            return [];
        }
        var open = Advance();
        return ParseParameterList(TokenKind.RightParenthesis, open, ")");
    }

    private ImmutableArray<Parameter> ParsePipedParameters()
    {
        var open = Advance();
        return ParseParameterList(TokenKind.Pipe, open, "|");
    }

    private ImmutableArray<Parameter> ParseParameterList(TokenKind closing, Token open, string sign)
    {
        var mark = parameters.Count;
        while (kind != closing && !failing)
        {
            parameters.Add(ParseParameter());
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }
        Expect(closing, $"expected `,` or `{sign}`", "separate the parameters by commas", open);
        return parameters.Take(mark);
    }

    private Parameter ParseParameter()
    {
        var start = Current.Start;
        var type = kind == TokenKind.ClassReference ? ParseTypeReference(allowsEndComma: false) : null;
        var capturesRest = Accept(TokenKind.Times);
        var name = Current;
        if (
            !Expect(
                TokenKind.Variable,
                "expected a parameter",
                "a parameter is `$name`, `Type $name` or `*$rest`"
            )
        )
        {
            return new Parameter(From(start), From(start), "", type, null, capturesRest);
        }
        EnterNesting();
        var value = Accept(TokenKind.Assign) ? ParseExpression() : null;
        LeaveNesting();
        return new Parameter(From(start), At(name), name.Value!, type, value, capturesRest);
    }

    /// <summary>Reads <c>Type</c> or <c>Type[…]</c>.</summary>
    private Expression ParseTypeReference(bool allowsEndComma)
    {
        var token = Advance();
        var type = new ReferenceExpression(At(token), token.Value!);
        if (kind != TokenKind.LeftBracket)
        {
            return type;
        }
        var open = Advance();
        if (kind == TokenKind.RightBracket)
        {
            Fail("expected a type's parameter", "name one: `Array[String]`");
        }
        var keys = ParseArguments(TokenKind.RightBracket, allowsEndComma, open, isAccess: true);
        return new AccessExpression(From(token.Start), type, keys);
    }

    private Expression? ParseReturnType()
    {
        if (!Accept(TokenKind.ShiftRight))
        {
            return null;
        }
        if (kind == TokenKind.ClassReference)
        {
            return ParseTypeReference(allowsEndComma: false);
        }
        Fail("expected a type after `>>`", "name the type of what is returned: `>> String`");
        return null;
    }

    private NodeExpression ParseNode()
    {
        var keyword = Advance();
        var mark = expressions.Count;
        expressions.Add(ParseHostName());
        while (Accept(TokenKind.Comma) && kind is not (TokenKind.LeftBrace or TokenKind.Inherits))
        {
            expressions.Add(ParseHostName());
        }
        var matches = expressions.Take(mark);
        var head = From(keyword.Start);
        var parent = Accept(TokenKind.Inherits) ? ParseHostName() : null;
        var body = ParseBraces("the node's body");
        return Define(new NodeExpression(From(keyword.Start), matches, parent, body) { Anchor = head });
    }

    private Expression ParseHostName()
    {
        switch (kind)
        {
            case TokenKind.Name:
            case TokenKind.Number:
                return ParseDottedName();
            case TokenKind.String:
            case TokenKind.Word:
            case TokenKind.StringHead:
            case TokenKind.Heredoc:
            case TokenKind.Default:
            case TokenKind.Regex:
                return ParsePrimary();
            default:
                Fail(
                    "expected a node's name",
                    "a node is named by a string, a regular expression or `default`"
                );
                return Nothing();
        }
    }

    private StringExpression ParseDottedName()
    {
        var first = Advance();
        var name = TextOf(first);
        while (Accept(TokenKind.Dot))
        {
            if (kind is not (TokenKind.Name or TokenKind.Number))
            {
                Fail("expected a name after the dot", "quote the node's name");
                break;
            }
            name += "." + TextOf(Advance());
        }
        return new StringExpression(From(first.Start), name);
    }

    /// <summary><c>type</c> as a function's name, or a type alias, mapping or definition.</summary>
    private Expression ParseType()
    {
        var keyword = Advance();
        if (kind == TokenKind.LeftParenthesis)
        {
            return new NameExpression(At(keyword), "type");
        }
        if (kind != TokenKind.ClassReference)
        {
            Fail(
                "expected a type's name",
                "a type's name starts with a capital: `type Port = Integer[1, 65535]`"
            );
            return Nothing();
        }
        var simple = Current;
        var left = ParseTypeReference(allowsEndComma: false);
        if (left is ReferenceExpression && kind is TokenKind.LeftBrace or TokenKind.Inherits)
        {
            return ParseTypeDefinition(keyword, simple.Value!);
        }
        Expect(TokenKind.Assign, "expected `=`", "a type alias is `type Name = Type`");
        var right = ParseAliased();
        var span = From(keyword.Start);
        var anchor = From(left.Span.Start);
        return left is ReferenceExpression name
            ? Define(new TypeAliasExpression(span, name.Value, right) { Anchor = anchor })
            : Define(new TypeMappingExpression(span, left, right) { Anchor = anchor });
    }

    private TypeDefinitionExpression ParseTypeDefinition(Token keyword, string name)
    {
        string? parent = null;
        if (Accept(TokenKind.Inherits))
        {
            parent = Current.Value;
            Expect(
                TokenKind.ClassReference,
                "expected the parent's name",
                "a type's name starts with a capital"
            );
        }
        var body = ParseBraces("the type's body");
        var span = From(keyword.Start);
        return Define(
            new TypeDefinitionExpression(span, name, parent, body ?? (Expression)new NopExpression(span))
        );
    }

    /// <summary>What an alias stands for; a hash is short for an object type.</summary>
    private Expression ParseAliased()
    {
        switch (kind)
        {
            case TokenKind.LeftBrace:
                var hash = ParseHash();
                return new AccessExpression(hash.Span, new ReferenceExpression(hash.Span, "Object"), [hash]);
            case TokenKind.LeftBracket:
            case TokenKind.ListStart:
                return ParseArray();
            case TokenKind.ClassReference:
                var type = ParseTypeReference(allowsEndComma: true);
                return type is ReferenceExpression parent && kind == TokenKind.LeftBrace
                    ? MakeObjectType(parent, ParseHash())
                    : type;
            default:
                Fail("expected a type", "a type alias is `type Name = Type`");
                return Nothing();
        }
    }

    private static AccessExpression MakeObjectType(ReferenceExpression parent, HashExpression hash)
    {
        var span = parent.Span.To(hash.Span);
        if (parent.Value is "Object" or "TypeSet")
        {
            return new AccessExpression(span, parent, [hash]);
        }
        var brace = hash.Span.File.At(hash.Span.Start, hash.Span.Start + 1);
        var entry = new HashEntry(brace, brace, new NameExpression(brace, "parent"), parent);
        var withParent = hash with { Entries = hash.Entries.Add(entry) };
        return new AccessExpression(span, new ReferenceExpression(parent.Span, "Object"), [withParent]);
    }
}
