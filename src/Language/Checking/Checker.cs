using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Walks a tree, parents first, and gathers what is wrong with it.</summary>
internal sealed class Checker
{
    private readonly List<Diagnostic> diagnostics;
    private readonly DefinitionRules definitionRules;
    private readonly ValueRules valueRules;

    /// <summary>Whether an assignment here would be part of a parameter's default.</summary>
    private bool isInDefault;

    private Checker(SourceFile file, CheckSettings settings)
    {
        diagnostics = [];
        definitionRules = new DefinitionRules(diagnostics, file, settings);
        valueRules = new ValueRules(diagnostics, settings.Strict);
    }

    public static ImmutableArray<Diagnostic> Check(Program program, CheckSettings settings)
    {
        var checker = new Checker(program.File, settings);
        checker.Visit(program);
        return [.. checker.diagnostics];
    }

    private void Visit(Program program)
    {
        definitionRules.CheckTopConstructs(program.Body);
        var isBlock = program.Body is BlockExpression;
        Visit(program.Body, isBlock ? Surroundings.Program : Surroundings.TopLevel);
    }

    private void VisitAll(ImmutableArray<Expression> expressions)
    {
        foreach (var expression in expressions)
        {
            Visit(expression);
        }
    }

    private void Visit(Expression? left, Expression? right)
    {
        Visit(left);
        Visit(right);
    }

    /// <summary>
    /// Checks an expression, then what is in it. For a block, <paramref name="around"/> says whose body it
    /// is. A dispatcher, the frequent kinds first.
    /// </summary>
    private void Visit(Expression? expression, Surroundings around = Surroundings.Other)
    {
        switch (expression)
        {
            case IntegerExpression { Overflow: { } number }:
                diagnostics.Add(LanguageDiagnostics.NumericOverflow(expression.Span, number));
                break;
            case null or StringExpression or NameExpression or ReferenceExpression or IntegerExpression:
            case BooleanExpression
            or UndefExpression
            or DefaultExpression
            or NopExpression
            or FloatExpression:
            case RenderStringExpression or RegexpExpression:
                break;
            case VariableExpression variable:
                valueRules.CheckVariable(variable);
                break;
            case ConcatExpression concat:
                VisitAll(concat.Parts);
                break;
            case TextExpression text:
                VisitUnary(text.Inner);
                break;
            case CallExpression call:
                valueRules.CheckCall(call);
                Visit(call.Function);
                VisitAll(call.Arguments);
                Visit(call.Lambda);
                break;
            case AccessExpression access:
                Visit(access.Left);
                VisitAll(access.Keys);
                break;
            case ArrayExpression array:
                valueRules.CheckValues(array.Items);
                VisitAll(array.Items);
                break;
            case HashExpression hash:
                VisitHash(hash);
                break;
            case BlockExpression block:
                VisitBlock(block, around);
                break;
            case AssignmentExpression assignment:
                VisitAssignment(assignment);
                break;
            case IfExpression condition:
                valueRules.CheckValue(condition.Condition);
                Visit(condition.Condition, condition.Then);
                Visit(condition.Else);
                break;
            case ResourceExpression resource:
                VisitResource(resource);
                break;
            default:
                VisitOperation(expression, around);
                break;
        }
    }

    private void VisitOperation(Expression expression, Surroundings around)
    {
        switch (expression)
        {
            case ArithmeticExpression arithmetic:
                VisitBinary(arithmetic.Left, arithmetic.Right);
                break;
            case ComparisonExpression comparison:
                VisitBinary(comparison.Left, comparison.Right);
                break;
            case MatchExpression match:
                VisitBinary(match.Left, match.Right);
                break;
            case InExpression element:
                VisitBinary(element.Left, element.Right);
                break;
            case AndExpression and:
                VisitBinary(and.Left, and.Right);
                break;
            case OrExpression or:
                VisitBinary(or.Left, or.Right);
                break;
            case RelationshipExpression relationship:
                valueRules.CheckRelated(relationship.Left);
                valueRules.CheckRelated(relationship.Right);
                Visit(relationship.Left, relationship.Right);
                break;
            case ParenthesizedExpression parenthesized:
                VisitUnary(parenthesized.Inner);
                break;
            case NotExpression not:
                VisitUnary(not.Inner);
                break;
            case NegateExpression negate:
                VisitUnary(negate.Inner);
                break;
            case UnfoldExpression unfold:
                VisitUnary(unfold.Inner);
                break;
            case RenderExpression render:
                VisitUnary(render.Inner);
                break;
            case HeredocExpression heredoc:
                valueRules.CheckHeredoc(heredoc);
                Visit(heredoc.Text);
                break;
            case MethodCallExpression call:
                Visit(call.Receiver);
                VisitAll(call.Arguments);
                Visit(call.Lambda);
                break;
            case ReservedWordExpression word:
                diagnostics.Add(LanguageDiagnostics.ReservedWord(word));
                break;
            default:
                VisitStatement(expression, around);
                break;
        }
    }

    private void VisitStatement(Expression expression, Surroundings around)
    {
        switch (expression)
        {
            case UnlessExpression condition:
                valueRules.CheckValue(condition.Condition);
                Visit(condition.Condition, condition.Then);
                Visit(condition.Else);
                break;
            case CaseExpression choice:
                VisitCase(choice);
                break;
            case SelectorExpression selector:
                VisitSelector(selector);
                break;
            case ResourceDefaultsExpression defaults:
                valueRules.CheckForm(defaults, defaults.Form);
                Visit(defaults.Type);
                VisitOperations(defaults.Operations, Labels.Of(defaults));
                break;
            case ResourceOverrideExpression change:
                valueRules.CheckForm(change, change.Form);
                Visit(change.Resources);
                VisitOperations(change.Operations, appendRefusedIn: null);
                break;
            case CollectExpression collect:
                VisitCollect(collect);
                break;
            case LambdaExpression lambda:
                definitionRules.CheckLambda(lambda);
                VisitParameters(lambda.Parameters);
                VisitBody(lambda.Body, Surroundings.Other);
                Visit(lambda.ReturnType);
                break;
            case EppExpression epp:
                definitionRules.CheckEpp(epp);
                VisitParameters(epp.Parameters);
                VisitBody(epp.Body, Surroundings.Other);
                break;
            default:
                VisitDefinition(expression, around);
                break;
        }
    }

    private void VisitDefinition(Expression definition, Surroundings around)
    {
        definitionRules.Check(definition, around);
        switch (definition)
        {
            case ClassExpression type:
                VisitParameters(type.Parameters);
                VisitBody(type.Body, Surroundings.Class);
                break;
            case DefineExpression define:
                VisitParameters(define.Parameters);
                VisitBody(define.Body, Surroundings.Other);
                break;
            case FunctionExpression function:
                VisitParameters(function.Parameters);
                VisitBody(function.Body, Surroundings.Other);
                Visit(function.ReturnType);
                break;
            case NodeExpression node:
                VisitAll(node.Matches);
                Visit(node.Parent);
                VisitBody(node.Body, Surroundings.Other);
                break;
            case TypeAliasExpression alias:
                Visit(alias.Type);
                break;
            case TypeMappingExpression mapping:
                Visit(mapping.Type, mapping.Mapping);
                break;
            case TypeDefinitionExpression type:
                VisitBody(type.Body, Surroundings.Other);
                break;
        }
    }

    private void VisitBody(Expression? body, Surroundings around)
    {
        var outer = isInDefault;
        isInDefault = false;
        Visit(body, around);
        isInDefault = outer;
    }

    private void VisitBlock(BlockExpression block, Surroundings around)
    {
        if (Effects.IsUntitledResource(block))
        {
            diagnostics.Add(
                LanguageDiagnostics.ResourceWithoutTitle(block, (NameExpression)block.Statements[0])
            );
        }
        else
        {
            for (var i = 0; i < block.Statements.Length - 1; i++)
            {
                if (Effects.HasNone(block.Statements[i]))
                {
                    diagnostics.Add(LanguageDiagnostics.NoEffect(block.Statements[i]));
                    break;
                }
            }
        }
        var inside = around switch
        {
            Surroundings.Program => Surroundings.ProgramBlock,
            Surroundings.Class => Surroundings.ClassBlock,
            _ => Surroundings.Block,
        };
        foreach (var statement in block.Statements)
        {
            Visit(statement, inside);
        }
    }

    private void VisitBinary(Expression left, Expression right)
    {
        valueRules.CheckValue(left);
        valueRules.CheckValue(right);
        Visit(left, right);
    }

    private void VisitUnary(Expression inner)
    {
        valueRules.CheckValue(inner);
        Visit(inner);
    }

    private void VisitParameters(ImmutableArray<Parameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            definitionRules.CheckParameterName(parameter);
            Visit(parameter.Type);
            var outer = isInDefault;
            isInDefault = true;
            Visit(parameter.Default);
            isInDefault = outer;
        }
    }

    private void VisitAssignment(AssignmentExpression assignment)
    {
        if (isInDefault)
        {
            diagnostics.Add(LanguageDiagnostics.AssignmentInDefault(assignment));
        }
        if (assignment.Operator == "=")
        {
            valueRules.CheckAssignable(assignment.Left);
            valueRules.CheckValue(assignment.Right);
        }
        else
        {
            diagnostics.Add(LanguageDiagnostics.AppendsRemoved(assignment));
        }
        Visit(assignment.Left, assignment.Right);
    }

    private void VisitHash(HashExpression hash)
    {
        valueRules.CheckKeys(hash);
        foreach (var entry in hash.Entries)
        {
            valueRules.CheckValue(entry.Key);
            valueRules.CheckValue(entry.Value);
            Visit(entry.Key, entry.Value);
        }
    }

    private void VisitCase(CaseExpression choice)
    {
        valueRules.CheckValue(choice.Control);
        var defaults = choice
            .Options.SelectMany(option => option.Values)
            .Where(value => value is DefaultExpression);
        foreach (var repeated in defaults.Skip(1))
        {
            diagnostics.Add(LanguageDiagnostics.DuplicateDefault(repeated, choice));
        }
        Visit(choice.Control);
        foreach (var option in choice.Options)
        {
            valueRules.CheckValues(option.Values);
            VisitAll(option.Values);
            Visit(option.Then);
        }
    }

    private void VisitSelector(SelectorExpression selector)
    {
        valueRules.CheckValue(selector.Control);
        var defaults = selector.Entries.Where(entry => entry.Match is DefaultExpression);
        foreach (var repeated in defaults.Skip(1).Take(1))
        {
            diagnostics.Add(LanguageDiagnostics.DuplicateDefault(repeated.Match, selector));
        }
        Visit(selector.Control);
        foreach (var entry in selector.Entries)
        {
            valueRules.CheckValue(entry.Match);
            Visit(entry.Match, entry.Value);
        }
    }

    private void VisitResource(ResourceExpression resource)
    {
        if (resource.Form != ResourceForm.Regular && resource.Type is NameExpression { Value: "class" })
        {
            diagnostics.Add(LanguageDiagnostics.ClassNotVirtualizable(resource));
        }
        Visit(resource.Type);
        foreach (var body in resource.Bodies)
        {
            foreach (
                var repeated in body
                    .Operations.Where(operation => operation is SplatAttributeOperation)
                    .Skip(1)
            )
            {
                diagnostics.Add(LanguageDiagnostics.MultipleUnfold(repeated));
            }
            Visit(body.Title);
            VisitOperations(body.Operations, "Resource Instance Definition");
        }
    }

    private void VisitOperations(ImmutableArray<AttributeOperation> operations, string? appendRefusedIn)
    {
        foreach (var operation in operations)
        {
            if (appendRefusedIn is not null && operation is NamedAttributeOperation { Operator: "+>" } append)
            {
                diagnostics.Add(LanguageDiagnostics.IllegalAppend(append, appendRefusedIn));
            }
            valueRules.CheckValue(operation.Value);
            Visit(operation.Value);
        }
    }

    private void VisitCollect(CollectExpression collect)
    {
        if (collect.Type is not ReferenceExpression)
        {
            diagnostics.Add(LanguageDiagnostics.IllegalExpression(collect.Type, "type name", collect));
        }
        Visit(collect.Type);
        if (collect.Query is not null)
        {
            valueRules.CheckQuery(collect.Query);
            Visit(collect.Query);
        }
        VisitOperations(collect.Operations, appendRefusedIn: null);
    }
}
