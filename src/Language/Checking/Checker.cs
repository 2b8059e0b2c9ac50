using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Walks a tree, parents first, and gathers what is wrong with it.</summary>
internal sealed class Checker(SourceFile file, CheckSettings settings)
{
    /// <summary>Below this many entries, comparing keys in turn is faster than a set.</summary>
    private const int FewEntries = 8;

    private readonly DefinitionRules definitionRules = new(file, settings);

    /// <summary>Whether an assignment here would be part of a parameter's default.</summary>
    private bool isInDefault;

    public List<Diagnostic> Diagnostics => definitionRules.Diagnostics;

    public void Check(Program program)
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
    /// Checks an expression, then what is in it. For a block, <paramref name="around"/> says whose body it is. A
    /// dispatcher, the frequent kinds first.
    /// </summary>
    private void Visit(Expression? expression, Surroundings around = Surroundings.Other)
    {
        switch (expression)
        {
            case null or StringExpression or NameExpression or ReferenceExpression or IntegerExpression:
            case BooleanExpression
            or UndefExpression
            or DefaultExpression
            or NopExpression
            or FloatExpression:
            case RenderStringExpression or RegexpExpression:
                break;
            case VariableExpression variable:
                CheckVariable(variable);
                break;
            case ConcatExpression concat:
                VisitAll(concat.Parts);
                break;
            case TextExpression text:
                VisitUnary(text.Inner);
                break;
            case CallExpression call:
                CheckCall(call);
                Visit(call.Function);
                VisitAll(call.Arguments);
                Visit(call.Lambda);
                break;
            case AccessExpression access:
                Visit(access.Left);
                VisitAll(access.Keys);
                break;
            case ArrayExpression array:
                CheckValues(array.Items);
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
                CheckValue(condition.Condition);
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
                CheckRelated(relationship.Left);
                CheckRelated(relationship.Right);
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
                CheckHeredoc(heredoc);
                Visit(heredoc.Text);
                break;
            case MethodCallExpression call:
                Visit(call.Receiver);
                VisitAll(call.Arguments);
                Visit(call.Lambda);
                break;
            case ReservedWordExpression word:
                Diagnostics.Add(LanguageDiagnostics.ReservedWord(word));
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
                CheckValue(condition.Condition);
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
                CheckForm(defaults, defaults.Form);
                Visit(defaults.Type);
                VisitOperations(defaults.Operations, Labels.Of(defaults));
                break;
            case ResourceOverrideExpression change:
                CheckForm(change, change.Form);
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
            Diagnostics.Add(
                LanguageDiagnostics.ResourceWithoutTitle(block, (NameExpression)block.Statements[0])
            );
        }
        else
        {
            for (var i = 0; i < block.Statements.Length - 1; i++)
            {
                if (Effects.HasNone(block.Statements[i]))
                {
                    Diagnostics.Add(LanguageDiagnostics.NoEffect(block.Statements[i]));
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
        CheckValue(left);
        CheckValue(right);
        Visit(left, right);
    }

    private void VisitUnary(Expression inner)
    {
        CheckValue(inner);
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
            Diagnostics.Add(LanguageDiagnostics.AssignmentInDefault(assignment));
        }
        if (assignment.Operator == "=")
        {
            CheckAssignable(assignment.Left);
            CheckValue(assignment.Right);
        }
        else
        {
            Diagnostics.Add(LanguageDiagnostics.AppendsRemoved(assignment));
        }
        Visit(assignment.Left, assignment.Right);
    }

    private void CheckAssignable(Expression left)
    {
        switch (left)
        {
            case VariableExpression variable:
                if (NameRules.IsMatchNumber(variable.Name))
                {
                    Diagnostics.Add(LanguageDiagnostics.NumericAssignment(variable));
                }
                if (variable.Name.Contains("::", StringComparison.Ordinal))
                {
                    Diagnostics.Add(LanguageDiagnostics.CrossScopeAssignment(variable));
                }
                break;
            case AccessExpression access:
                Diagnostics.Add(LanguageDiagnostics.IndexedAssignment(access));
                break;
            case ArrayExpression array:
                foreach (var item in array.Items)
                {
                    CheckAssignable(item);
                }
                break;
            default:
                Diagnostics.Add(LanguageDiagnostics.IllegalAssignment(left));
                break;
        }
    }

    private void CheckValues(ImmutableArray<Expression> expressions)
    {
        foreach (var expression in expressions)
        {
            CheckValue(expression);
        }
    }

    /// <summary>Refuses what has no value where one is wanted: collectors and definitions.</summary>
    private void CheckValue(Expression expression)
    {
        switch (expression)
        {
            case CollectExpression
            or ClassExpression
            or DefineExpression
            or FunctionExpression
            or NodeExpression
            or TypeAliasExpression
            or TypeMappingExpression
            or TypeDefinitionExpression:
                Diagnostics.Add(LanguageDiagnostics.NoValue(expression));
                break;
            case ParenthesizedExpression parenthesized:
                CheckValue(parenthesized.Inner);
                break;
            case NotExpression not:
                CheckValue(not.Inner);
                break;
            case NegateExpression negate:
                CheckValue(negate.Inner);
                break;
            case UnfoldExpression unfold:
                CheckValue(unfold.Inner);
                break;
        }
    }

    private void CheckRelated(Expression side)
    {
        if (side is not (CollectExpression or RelationshipExpression))
        {
            CheckValue(side);
        }
    }

    private void CheckVariable(VariableExpression variable)
    {
        if (variable.Name.Length > 0 && char.IsAsciiDigit(variable.Name[0]))
        {
            if (!NameRules.IsMatchNumber(variable.Name))
            {
                Diagnostics.Add(LanguageDiagnostics.IllegalNumericVariable(variable));
            }
        }
        else if (!NameRules.IsVariableName(variable.Name))
        {
            Diagnostics.Add(LanguageDiagnostics.IllegalVariable(variable));
        }
    }

    private void CheckCall(CallExpression call)
    {
        switch (call.Function)
        {
            case NameExpression or ReferenceExpression or AccessExpression { Left: ReferenceExpression }:
                break;
            case RenderStringExpression:
                Diagnostics.Add(LanguageDiagnostics.MisplacedEppParameters(call));
                break;
            default:
                Diagnostics.Add(LanguageDiagnostics.IllegalExpression(call.Function, "function name", call));
                break;
        }
    }

    private void CheckHeredoc(HeredocExpression heredoc)
    {
        if (heredoc.Text is StringExpression text && heredoc.Syntax.Length > 0)
        {
            var wrong = HeredocSyntax.Check(text, heredoc.Syntax);
            Diagnostics.AddRange(wrong is null ? [] : [wrong]);
        }
    }

    private void CheckForm(Expression resource, ResourceForm form)
    {
        if (form != ResourceForm.Regular)
        {
            Diagnostics.Add(LanguageDiagnostics.NotVirtualizable(resource));
        }
    }

    private void VisitHash(HashExpression hash)
    {
        CheckKeys(hash);
        foreach (var entry in hash.Entries)
        {
            CheckValue(entry.Key);
            CheckValue(entry.Value);
            Visit(entry.Key, entry.Value);
        }
    }

    private void CheckKeys(HashExpression hash)
    {
        if (hash.Entries.Length < 2 || settings.Strict is not { } severity)
        {
            return;
        }
        var seen = hash.Entries.Length > FewEntries ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < hash.Entries.Length; i++)
        {
            var key = LiteralKey(hash.Entries[i].Key);
            var isNew = key is null || (seen is null ? !HasKeyBefore(hash, i, key) : seen.Add(key));
            if (!isNew)
            {
                var shown = hash.Entries[i].Key is UndefExpression ? "" : key!.TrimStart('\0');
                Diagnostics.Add(LanguageDiagnostics.DuplicateKey(hash.Entries[i], shown, severity));
            }
        }
    }

    private static bool HasKeyBefore(HashExpression hash, int index, string key)
    {
        for (var i = 0; i < index; i++)
        {
            if (LiteralKey(hash.Entries[i].Key) == key)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A literal key as text; what is no string starts with a null character, so that 1 is not '1'.</summary>
    private static string? LiteralKey(Expression key) =>
        key switch
        {
            StringExpression text => text.Value,
            NameExpression name => name.Value,
            IntegerExpression integer => "\0" + integer.Value.ToString(CultureInfo.InvariantCulture),
            FloatExpression number => "\0" + number.Text,
            BooleanExpression boolean => boolean.Value ? "\0true" : "\0false",
            UndefExpression => "\0undef",
            DefaultExpression => "\0default",
            RegexpExpression regexp => $"\0/{regexp.Pattern}/",
            ConcatExpression { Parts: [StringExpression text] } => text.Value,
            _ => null,
        };

    private void VisitCase(CaseExpression choice)
    {
        CheckValue(choice.Control);
        var defaults = choice
            .Options.SelectMany(option => option.Values)
            .Where(value => value is DefaultExpression);
        foreach (var repeated in defaults.Skip(1))
        {
            Diagnostics.Add(LanguageDiagnostics.DuplicateDefault(repeated, choice));
        }
        Visit(choice.Control);
        foreach (var option in choice.Options)
        {
            CheckValues(option.Values);
            VisitAll(option.Values);
            Visit(option.Then);
        }
    }

    private void VisitSelector(SelectorExpression selector)
    {
        CheckValue(selector.Control);
        var defaults = selector.Entries.Where(entry => entry.Match is DefaultExpression);
        foreach (var repeated in defaults.Skip(1).Take(1))
        {
            Diagnostics.Add(LanguageDiagnostics.DuplicateDefault(repeated.Match, selector));
        }
        Visit(selector.Control);
        foreach (var entry in selector.Entries)
        {
            CheckValue(entry.Match);
            Visit(entry.Match, entry.Value);
        }
    }

    private void VisitResource(ResourceExpression resource)
    {
        if (resource.Form != ResourceForm.Regular && resource.Type is NameExpression { Value: "class" })
        {
            Diagnostics.Add(LanguageDiagnostics.ClassNotVirtualizable(resource));
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
                Diagnostics.Add(LanguageDiagnostics.MultipleUnfold(repeated));
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
                Diagnostics.Add(LanguageDiagnostics.IllegalAppend(append, appendRefusedIn));
            }
            CheckValue(operation.Value);
            Visit(operation.Value);
        }
    }

    private void VisitCollect(CollectExpression collect)
    {
        if (collect.Type is not ReferenceExpression)
        {
            Diagnostics.Add(LanguageDiagnostics.IllegalExpression(collect.Type, "type name", collect));
        }
        Visit(collect.Type);
        if (collect.Query is not null)
        {
            CheckQuery(collect.Query);
            Visit(collect.Query);
        }
        VisitOperations(collect.Operations, appendRefusedIn: null);
    }

    private void CheckQuery(Expression query)
    {
        switch (query)
        {
            case AndExpression and:
                CheckQuery(and.Left);
                CheckQuery(and.Right);
                break;
            case OrExpression or:
                CheckQuery(or.Left);
                CheckQuery(or.Right);
                break;
            case ParenthesizedExpression parenthesized:
                CheckQuery(parenthesized.Inner);
                break;
            case ComparisonExpression { Operator: "==" or "!=" }:
            case VariableExpression or NameExpression or IntegerExpression or FloatExpression:
            case StringExpression or BooleanExpression:
                break;
            default:
                Diagnostics.Add(LanguageDiagnostics.IllegalQuery(query));
                break;
        }
    }
}
