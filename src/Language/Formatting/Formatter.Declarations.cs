using System.Collections.Immutable;

namespace Bunraku.Language;

/// <content>Definitions, resources and collectors.</content>
internal sealed partial class Formatter
{
    private void PrintDeclaration(Expression expression)
    {
        switch (expression)
        {
            case ResourceExpression resource:
                Resource(resource);
                break;
            case ResourceDefaultsExpression defaults:
                TakeForm(defaults.Form);
                Print(defaults.Type);
                parts.Add(new SpacePart());
                Attributes(defaults.Operations);
                break;
            case ResourceOverrideExpression change:
                TakeForm(change.Form);
                Print(change.Resources);
                parts.Add(new SpacePart());
                Attributes(change.Operations);
                break;
            case CollectExpression collect:
                Collect(collect);
                break;
            case ClassExpression type:
                Named(type.Parameters, type.Parent, type.Body);
                break;
            case DefineExpression define:
                Named(define.Parameters, null, define.Body);
                break;
            case FunctionExpression function:
                Function(function);
                break;
            case NodeExpression node:
                Node(node);
                break;
            case TypeAliasExpression alias:
                TypeAlias(alias);
                break;
            case TypeDefinitionExpression definition:
                Named([], definition.Parent, definition.Body);
                break;
            case TypeMappingExpression mapping:
                Take();
                Text(" ");
                Print(mapping.Type);
                Text(" ");
                Take();
                Text(" ");
                Print(mapping.Mapping);
                break;
            case BlockExpression { Statements: [NameExpression name, HashExpression hash] }:
                Print(name);
                parts.Add(new SpacePart());
                Pairs(hash.Entries);
                break;
            default:
                Word(expression);
                break;
        }
    }

    private void Collect(CollectExpression collect)
    {
        Print(collect.Type);
        Text(" ");
        Take();
        Text(" ");
        if (collect.Query is not null)
        {
            Print(collect.Query);
            parts.Add(new SpacePart());
        }
        Take();
        if (NextIs(TokenKind.LeftBrace))
        {
            parts.Add(new SpacePart());
            Attributes(collect.Operations);
        }
    }

    /// <summary>A class or a defined type: several parameters stand a line each.</summary>
    private void Named(ImmutableArray<Parameter> parameters, string? parent, Expression? body)
    {
        Take();
        Text(" ");
        Take();
        if (Next.Kind is TokenKind.LeftParenthesis or TokenKind.LineParenthesis)
        {
            parts.Add(new SpacePart());
            Parameters(parameters, endsWithComma: true).MustOpen |= parameters.Length > 1;
        }
        if (parent is not null)
        {
            parts.Add(new SpacePart());
            Take();
            parts.Add(new SpacePart());
            Take();
        }
        parts.Add(new SpacePart());
        Block(body, mustOpen: true);
    }

    private void Function(FunctionExpression function)
    {
        Take();
        Text(" ");
        Take();
        if (Next.Kind is TokenKind.LeftParenthesis or TokenKind.LineParenthesis)
        {
            Parameters(function.Parameters, endsWithComma: true);
        }
        ReturnType(function.ReturnType);
        parts.Add(new SpacePart());
        Block(function.Body, mustOpen: true);
    }

    private void Node(NodeExpression node)
    {
        Take();
        Text(" ");
        OptionValues(node.Matches);
        if (node.Parent is not null)
        {
            parts.Add(new SpacePart());
            Take();
            parts.Add(new SpacePart());
            Print(node.Parent);
        }
        parts.Add(new SpacePart());
        Block(node.Body, mustOpen: true);
    }

    private void TypeAlias(TypeAliasExpression alias)
    {
        Take();
        Text(" ");
        Take();
        Text(" ");
        Take();
        Text(" ");
        if (alias.Type is not AccessExpression { Keys: [HashExpression hash] } access)
        {
            Print(alias.Type);
            return;
        }
        // `type X = { … }` and `type X = Parent { … }` are short for an object type.
        var isBare = NextIs(TokenKind.LeftBrace);
        if (!isBare && units[next + 1].Kind != TokenKind.LeftBrace)
        {
            Print(access);
            return;
        }
        if (!isBare)
        {
            Take();
            Text(" ");
        }
        Pairs(hash.Entries.Where(entry => entry.Span.Start >= hash.Span.Start));
    }
}
