using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// What holds for classes, defines, functions, nodes and type aliases, and for parameters.
/// </summary>
internal sealed class DefinitionRules(List<Diagnostic> diagnostics, SourceFile file, CheckSettings settings)
{
    /// <summary>A file that is loaded by name defines things and does nothing else.</summary>
    public void CheckTopConstructs(Expression body)
    {
        if (settings.Namespace is null || body is NopExpression)
        {
            return;
        }
        ImmutableArray<Expression> statements = body is BlockExpression block ? block.Statements : [body];
        foreach (var statement in statements)
        {
            if (!IsDefinition(statement))
            {
                diagnostics.Add(LanguageDiagnostics.IllegalTopConstruct(statement));
            }
        }
    }

    private static bool IsDefinition(Expression statement) =>
        statement
            is ClassExpression
                or DefineExpression
                or FunctionExpression
                or TypeAliasExpression
                or TypeMappingExpression
                or TypeDefinitionExpression;

    public void Check(Expression definition, Surroundings around)
    {
        CheckPlace(definition, around);
        switch (definition)
        {
            case ClassExpression type:
                CheckName(type, type.Name, NameRules.IsDefinitionName(type.Name));
                CheckParameters(type, type.Parameters);
                CheckLast(type, type.Body);
                break;
            case DefineExpression define:
                CheckName(define, define.Name, NameRules.IsDefinitionName(define.Name));
                CheckParameters(define, define.Parameters);
                CheckLast(define, define.Body);
                break;
            case FunctionExpression function:
                CheckName(function, function.Name, NameRules.IsDefinitionName(function.Name));
                CheckTypeReference(function, function.ReturnType);
                CheckUnique(function.Parameters);
                break;
            case NodeExpression node:
                CheckNode(node);
                break;
            case TypeAliasExpression alias:
                CheckAlias(alias);
                break;
            case TypeMappingExpression mapping:
                CheckMapping(mapping);
                break;
            case TypeDefinitionExpression type:
                diagnostics.Add(LanguageDiagnostics.UnsupportedExpression(type));
                break;
        }
    }

    private void CheckPlace(Expression definition, Surroundings around)
    {
        var isAbsolute = definition is FunctionExpression or TypeAliasExpression or TypeDefinitionExpression;
        if (isAbsolute && around is Surroundings.ClassBlock or Surroundings.Block)
        {
            diagnostics.Add(LanguageDiagnostics.NotAbsoluteTopLevel(definition));
        }
        else if (around is Surroundings.Other or Surroundings.Block)
        {
            diagnostics.Add(LanguageDiagnostics.NotTopLevel(definition));
        }
    }

    private void CheckName(Expression definition, string name, bool isLegal)
    {
        if (!isLegal)
        {
            diagnostics.Add(LanguageDiagnostics.IllegalDefinitionName(definition, name));
        }
        if (
            settings.Namespace is { } required
            && !name.ToLowerInvariant().StartsWith(required, StringComparison.Ordinal)
        )
        {
            diagnostics.Add(
                LanguageDiagnostics.IllegalDefinitionLocation(definition, name, file.Path, required)
            );
        }
        if (NameRules.IsReservedTypeName(name))
        {
            diagnostics.Add(LanguageDiagnostics.ReservedTypeName(definition, name));
        }
        CheckFutureWord(definition, name);
    }

    private void CheckFutureWord(Expression place, string name)
    {
        if (name == "plan")
        {
            diagnostics.Add(LanguageDiagnostics.FutureReservedWord(place, name));
        }
    }

    private void CheckParameters(Expression definition, ImmutableArray<Parameter> parameters)
    {
        RefuseRest(definition, parameters);
        CheckUnique(parameters);
        foreach (var parameter in parameters)
        {
            if (parameter.Name is "name" or "title")
            {
                diagnostics.Add(LanguageDiagnostics.ReservedParameter(parameter, definition));
            }
        }
    }

    private void RefuseRest(Expression definition, ImmutableArray<Parameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.CapturesRest)
            {
                diagnostics.Add(LanguageDiagnostics.RestNotSupported(parameter, definition));
            }
        }
    }

    private void CheckUnique(ImmutableArray<Parameter> parameters)
    {
        if (parameters.Length < 2)
        {
            return;
        }
        var first = new Dictionary<string, Parameter>(parameters.Length, StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (!first.TryAdd(parameter.Name, parameter))
            {
                diagnostics.Add(LanguageDiagnostics.DuplicateParameter(parameter, first[parameter.Name]));
            }
        }
    }

    public void CheckParameterName(Parameter parameter)
    {
        if (NameRules.IsNumeric(parameter.Name))
        {
            diagnostics.Add(LanguageDiagnostics.NumericParameter(parameter));
        }
        if (!NameRules.IsParameterName(parameter.Name))
        {
            diagnostics.Add(LanguageDiagnostics.IllegalParameterName(parameter));
        }
    }

    public void CheckLambda(LambdaExpression lambda)
    {
        for (var i = 0; i < lambda.Parameters.Length - 1; i++)
        {
            if (lambda.Parameters[i].CapturesRest)
            {
                diagnostics.Add(LanguageDiagnostics.RestNotLast(lambda.Parameters[i]));
            }
        }
        CheckTypeReference(lambda, lambda.ReturnType);
    }

    public void CheckEpp(EppExpression epp)
    {
        RefuseRest(epp, epp.Parameters);
        CheckUnique(epp.Parameters);
    }

    private void CheckLast(Expression definition, Expression? body)
    {
        if (Effects.LastWithoutEffect(body) is { } last)
        {
            diagnostics.Add(LanguageDiagnostics.NoEffectLast(last, definition));
        }
    }

    private void CheckTypeReference(Expression definition, Expression? type)
    {
        switch (type is AccessExpression access ? access.Left : type)
        {
            case null:
                break;
            case ReferenceExpression reference:
                CheckFutureWord(type!, reference.Value.ToLowerInvariant());
                break;
            default:
                diagnostics.Add(LanguageDiagnostics.IllegalExpression(type!, "a type reference", definition));
                break;
        }
    }

    private void CheckAlias(TypeAliasExpression alias)
    {
        if (!NameRules.IsTypeName(alias.Name))
        {
            diagnostics.Add(LanguageDiagnostics.IllegalDefinitionName(alias, alias.Name));
        }
        CheckTypeReference(alias, alias.Type);
    }

    private void CheckMapping(TypeMappingExpression mapping)
    {
        if (
            mapping.Type
            is not AccessExpression { Left: ReferenceExpression { Value: "Runtime" }, Keys: var keys }
        )
        {
            diagnostics.Add(LanguageDiagnostics.UnsupportedExpression(mapping));
            return;
        }
        var isPattern = keys.Length == 2 && IsReplacement(keys[1]);
        var target = mapping.Mapping is AccessExpression access ? access.Left : mapping.Mapping;
        var isLegal = isPattern ? IsReplacement(mapping.Mapping) : target is ReferenceExpression;
        if (!isLegal)
        {
            diagnostics.Add(LanguageDiagnostics.IllegalTypeMapping(mapping, isPattern));
        }
    }

    private static bool IsReplacement(Expression expression) =>
        expression is ArrayExpression { Items: [RegexpExpression, StringExpression] };

    private void CheckNode(NodeExpression node)
    {
        foreach (var match in node.Matches)
        {
            CheckHostName(match, node);
        }
        CheckLast(node, node.Body);
        if (node.Parent is not null)
        {
            diagnostics.Add(LanguageDiagnostics.NodeInheritance(node.Parent));
        }
    }

    private void CheckHostName(Expression match, NodeExpression node)
    {
        switch (match)
        {
            case DefaultExpression or RegexpExpression:
                break;
            case StringExpression text:
                if (
                    !text.Value.All(character =>
                        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'
                    )
                )
                {
                    diagnostics.Add(LanguageDiagnostics.IllegalHostName(text));
                }
                break;
            case ConcatExpression concat:
                var interpolated = concat.Parts.OfType<TextExpression>().First();
                diagnostics.Add(LanguageDiagnostics.InterpolatedHostName(interpolated.Inner));
                break;
            default:
                diagnostics.Add(LanguageDiagnostics.IllegalExpression(match, "hostname", node));
                break;
        }
    }
}
