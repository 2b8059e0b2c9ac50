namespace Bunraku.Language;

/// <summary>What the reference calls each kind of expression in its sentences.</summary>
internal static class Labels
{
    /// <summary>A table: one line for each kind of expression.</summary>
    public static string Of(Expression expression) =>
        expression switch
        {
            IntegerExpression => "Literal Integer",
            FloatExpression => "Literal Float",
            ArithmeticExpression arithmetic => Operation(arithmetic.Operator),
            AccessExpression => Operation("[]"),
            MatchExpression match => Operation(match.Operator),
            CollectExpression collect => collect.IsExported ? "Exported Query" : "Virtual Query",
            EppExpression => "Epp Template",
            ComparisonExpression comparison => Operation(comparison.Operator),
            AndExpression => Operation("and"),
            OrExpression => Operation("or"),
            InExpression => Operation("in"),
            AssignmentExpression assignment => Operation(assignment.Operator),
            ArrayExpression => "Array Expression",
            HashExpression => "Hash Expression",
            BooleanExpression => "Boolean",
            StringExpression => "String",
            LambdaExpression => "Lambda",
            DefaultExpression => Operation("default"),
            UndefExpression => Operation("undef"),
            RegexpExpression => "Regular Expression",
            NopExpression => "Nop Expression",
            NotExpression => Operation("not"),
            VariableExpression => "Variable",
            TextExpression => "Expression in Interpolated String",
            NegateExpression => "Unary Minus",
            UnfoldExpression => "Unfold",
            BlockExpression => "Block Expression",
            ConcatExpression => "Double Quoted String",
            HeredocExpression heredoc => Operation($"@({heredoc.Syntax})"),
            ClassExpression => "Host Class Definition",
            FunctionExpression => "Function Definition",
            NodeExpression => "Node Definition",
            DefineExpression => Operation("define"),
            ResourceOverrideExpression => "Resource Override",
            ParenthesizedExpression => "Parenthesized Expression",
            IfExpression => "'if' statement",
            UnlessExpression => "'unless' Statement",
            CallExpression => "Function Call",
            MethodCallExpression => "Method call",
            CaseExpression => "'case' statement",
            RenderStringExpression => "Epp Text",
            RenderExpression => "Epp Interpolated Expression",
            RelationshipExpression relationship => Operation(relationship.Operator),
            ResourceDefaultsExpression => "Resource Defaults Expression",
            ResourceExpression => "Resource Statement",
            SelectorExpression => "Selector Expression",
            NameExpression => "Name",
            ReferenceExpression => "Type-Name",
            ReservedWordExpression reserved => $"Reserved Word '{reserved.Word}'",
            TypeAliasExpression => "Type Alias",
            TypeMappingExpression => "Type Mapping",
            TypeDefinitionExpression => "Type Definition",
            _ => "Expression",
        };

    /// <summary>“a Name”, “an 'if' statement”.</summary>
    public static string WithArticle(Expression expression) => WithArticle(Of(expression));

    public static string WithArticle(string label)
    {
        var first = label[0] == '\'' && label.Length > 1 ? label[1] : label[0];
        return (char.ToLowerInvariant(first) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' ? "an " : "a ")
            + label;
    }

    public static string Capitalised(Expression expression)
    {
        var label = WithArticle(expression);
        return char.ToUpperInvariant(label[0]) + label[1..];
    }

    private static string Operation(string sign) => $"'{sign}' expression";
}
