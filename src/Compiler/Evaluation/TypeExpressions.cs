using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Expressions that name a data type and need no variables: of aliases, signatures and texts.
/// </summary>
internal static class TypeExpressions
{
    /// <summary>The type that an expression without variables and calls names.</summary>
    /// <param name="isAlias">Whether unknown names stay names, as in aliases.</param>
    public static DataType Evaluate(
        PuppetEnvironment environment,
        Expression expression,
        bool isAlias = false,
        Func<string, DataType?>? localTypes = null
    ) =>
        EvaluateValue(environment, expression, isAlias, localTypes) as DataType
        ?? throw new EvaluationException(CompilerDiagnostics.NotAType(expression.Anchor));

    /// <summary>The value of an expression without variables and calls.</summary>
    public static Value EvaluateValue(
        PuppetEnvironment environment,
        Expression expression,
        bool isAlias = false,
        Func<string, DataType?>? localTypes = null
    )
    {
        if (!IsConstant(expression))
        {
            if (isAlias)
            {
                throw NotAType(NoType(expression) ?? expression);
            }
            throw new EvaluationException(CompilerDiagnostics.NotAType(expression.Anchor));
        }
        // Constant code never looks at its frame.
        var lowering = new Lowering(environment, new Bindings(new Layout(), null))
        {
            IsOfAlias = isAlias,
            LocalTypes = localTypes,
        };
        return lowering.Lower(expression)(null!);
    }

    /// <summary>The type a text names (<c>Optional[String[1]]</c>).</summary>
    /// <param name="localTypes">Types known in the text alone, by name.</param>
    public static DataType Parse(
        PuppetEnvironment environment,
        string text,
        bool isAlias = false,
        Func<string, DataType?>? localTypes = null
    )
    {
        var parsed = PuppetParser.Parse(new SourceFile(SiteManifest.CodeName, text));
        return parsed.HasErrors ? throw new EvaluationException(parsed.Diagnostics) { IsSyntax = true }
            : IsType(parsed.Program.Body) ? Evaluate(environment, parsed.Program.Body, isAlias, localTypes)
            : throw NotAType(parsed.Program.Body);
    }

    private static DataTypeException NotAType(Expression expression) =>
        DataTypeException.Runtime($"The expression <{Text(expression)}> is not a valid type specification.");

    /// <summary>
    /// The first part that can be none of a type: keys are looked at before what they belong to.
    /// </summary>
    private static Expression? NoType(Expression expression) =>
        expression switch
        {
            _ when IsConstant(expression) => null,
            AccessExpression access => access.Keys.Select(NoType).FirstOrDefault(part => part is not null)
                ?? expression,
            ArrayExpression list => list.Items.Select(NoType).FirstOrDefault(part => part is not null),
            HashExpression hash => hash
                .Entries.SelectMany(entry => new[] { entry.Key, entry.Value })
                .Select(NoType)
                .FirstOrDefault(part => part is not null),
            _ => expression,
        };

    /// <summary>Whether an expression may name a type at all: a name, or one with parameters.</summary>
    private static bool IsType(Expression expression) =>
        expression switch
        {
            ReferenceExpression => true,
            AccessExpression access => access.Left is ReferenceExpression,
            BlockExpression { Statements: [var only] } => IsType(only),
            _ => false,
        };

    /// <summary>An expression as it is written.</summary>
    public static string Text(Expression expression) =>
        expression.Span.File.Text[expression.Span.Start..expression.Span.End];

    public static bool IsConstant(Expression expression) =>
        expression switch
        {
            ReferenceExpression or StringExpression or NameExpression or IntegerExpression => true,
            FloatExpression or BooleanExpression or DefaultExpression or UndefExpression => true,
            RegexpExpression => true,
            HeredocExpression { Text: StringExpression } => true,
            NegateExpression { Inner: IntegerExpression or FloatExpression } => true,
            ParenthesizedExpression inner => IsConstant(inner.Inner),
            AccessExpression access => IsTypeName(access.Left) && AreConstant(access.Keys),
            ArrayExpression list => AreConstant(list.Items),
            HashExpression hash => hash.Entries.All(e => IsConstant(e.Key) && IsConstant(e.Value)),
            BlockExpression { Statements: [var only] } => IsConstant(only),
            _ => false,
        };

    /// <summary>
    /// <c>File['x']['mode']</c> is no type but an attribute, which changes while the catalog grows.
    /// </summary>
    private static bool IsTypeName(Expression left) => left is ReferenceExpression;

    private static bool AreConstant(ImmutableArray<Expression> expressions) => expressions.All(IsConstant);
}
