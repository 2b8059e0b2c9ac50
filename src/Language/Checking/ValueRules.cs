using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>What may stand where: values, targets of assignments, variables, keys and queries.</summary>
internal sealed class ValueRules(List<Diagnostic> diagnostics, Severity? strict)
{
    /// <summary>Below this many entries, comparing keys in turn is faster than a set.</summary>
    private const int FewEntries = 8;

    public void CheckAssignable(Expression left)
    {
        switch (left)
        {
            case VariableExpression variable:
                if (NameRules.IsMatchNumber(variable.Name))
                {
                    diagnostics.Add(LanguageDiagnostics.NumericAssignment(variable));
                }
                if (variable.Name.Contains("::", StringComparison.Ordinal))
                {
                    diagnostics.Add(LanguageDiagnostics.CrossScopeAssignment(variable));
                }
                break;
            case AccessExpression access:
                diagnostics.Add(LanguageDiagnostics.IndexedAssignment(access));
                break;
            case ArrayExpression array:
                foreach (var item in array.Items)
                {
                    CheckAssignable(item);
                }
                break;
            default:
                diagnostics.Add(LanguageDiagnostics.IllegalAssignment(left));
                break;
        }
    }

    public void CheckValues(ImmutableArray<Expression> expressions)
    {
        foreach (var expression in expressions)
        {
            CheckValue(expression);
        }
    }

    /// <summary>Refuses what has no value where one is wanted: collectors and definitions.</summary>
    public void CheckValue(Expression expression)
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
                diagnostics.Add(LanguageDiagnostics.NoValue(expression));
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

    public void CheckRelated(Expression side)
    {
        if (side is not (CollectExpression or RelationshipExpression))
        {
            CheckValue(side);
        }
    }

    public void CheckVariable(VariableExpression variable)
    {
        if (variable.Name.Length > 0 && char.IsAsciiDigit(variable.Name[0]))
        {
            if (!NameRules.IsMatchNumber(variable.Name))
            {
                diagnostics.Add(LanguageDiagnostics.IllegalNumericVariable(variable));
            }
        }
        else if (!NameRules.IsVariableName(variable.Name))
        {
            diagnostics.Add(LanguageDiagnostics.IllegalVariable(variable));
        }
    }

    public void CheckCall(CallExpression call)
    {
        switch (call.Function)
        {
            case NameExpression or ReferenceExpression or AccessExpression { Left: ReferenceExpression }:
                break;
            case RenderStringExpression:
                diagnostics.Add(LanguageDiagnostics.MisplacedEppParameters(call));
                break;
            default:
                diagnostics.Add(LanguageDiagnostics.IllegalExpression(call.Function, "function name", call));
                break;
        }
    }

    public void CheckHeredoc(HeredocExpression heredoc)
    {
        if (heredoc.Text is StringExpression text && heredoc.Syntax.Length > 0)
        {
            var wrong = HeredocSyntax.Check(text, text.Value, heredoc.Syntax);
            diagnostics.AddRange(wrong is null ? [] : [wrong]);
        }
    }

    public void CheckForm(Expression resource, ResourceForm form)
    {
        if (form != ResourceForm.Regular)
        {
            diagnostics.Add(LanguageDiagnostics.NotVirtualizable(resource));
        }
    }

    public void CheckKeys(HashExpression hash)
    {
        if (hash.Entries.Length < 2 || strict is not { } severity)
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
                diagnostics.Add(LanguageDiagnostics.DuplicateKey(hash.Entries[i], shown, severity));
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

    public void CheckQuery(Expression query)
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
                diagnostics.Add(LanguageDiagnostics.IllegalQuery(query));
                break;
        }
    }

    /// <summary>
    /// A literal key as text; what is no string starts with a null character, so that 1 is not '1'.
    /// </summary>
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
}
