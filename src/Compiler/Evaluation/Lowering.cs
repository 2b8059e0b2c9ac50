using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Makes expressions into delegates, once: constants, variable slots and functions are found here, so that
/// running the code looks nothing up twice.
/// </summary>
internal sealed class Lowering(PuppetEnvironment environment, Bindings bindings)
{
    private int depth;

    public PuppetEnvironment Environment { get; } = environment;

    public Bindings Bindings { get; } = bindings;

    /// <summary>Whether the code is what a type alias stands for: unknown names stay names there.</summary>
    public bool IsOfAlias { get; init; }

    /// <summary>Types that are known here alone, by name; null when there are none.</summary>
    public Func<string, DataType?>? LocalTypes { get; init; }

    /// <summary>The body of a class, define or node.</summary>
    public static LoweredBody Body(
        PuppetEnvironment environment,
        ImmutableArray<Parameter> parameters,
        Expression? body
    )
    {
        var layout = new Layout();
        foreach (var name in (ReadOnlySpan<string>)["title", "name", "module_name", "caller_module_name"])
        {
            layout.Define(name);
        }
        return Callable(environment, new Bindings(layout, null), parameters, body);
    }

    /// <summary>A body with parameters: of a function, lambda or template as well.</summary>
    public static LoweredBody Callable(
        PuppetEnvironment environment,
        Bindings bindings,
        ImmutableArray<Parameter> parameters,
        Expression? body
    )
    {
        var lowered = ImmutableArray.CreateBuilder<LoweredParameter>(parameters.Length);
        foreach (var parameter in parameters)
        {
            bindings.Layout.Define(parameter.Name);
        }
        var names = parameters.Select(parameter => parameter.Name).ToList();
        var defaults = new Lowering(environment, bindings with { Parameters = names });
        // Types are evaluated before any parameter has a value: they see what is around the body alone.
        var types = new Lowering(environment, bindings with { Layout = new Layout() });
        foreach (var parameter in parameters)
        {
            lowered.Add(
                new LoweredParameter(
                    parameter.Name,
                    bindings.Layout.Define(parameter.Name),
                    parameter.NameSpan
                )
                {
                    TypeCode = parameter.Type is { } type ? types.Lower(type) : null,
                    TypedSpan = parameter.Span,
                    HasConstantType = parameter.Type is null || TypeExpressions.IsConstant(parameter.Type),
                    Default = parameter.Default is { } value ? defaults.Lower(value) : null,
                    CapturesRest = parameter.CapturesRest,
                }
            );
        }
        var code = new Lowering(environment, bindings).LowerOrUndef(body);
        return new LoweredBody(bindings.Layout, lowered.ToImmutable(), code);
    }

    /// <summary>The site's manifests, one after another in one scope; the value is the last one's.</summary>
    public static LoweredBody Main(PuppetEnvironment environment, ImmutableArray<Expression> bodies)
    {
        var layout = new Layout();
        var lowering = new Lowering(environment, new Bindings(layout, null));
        var codes = bodies.Select(lowering.Lower).ToArray();
        return new LoweredBody(layout, [], Blocks.Run(codes));
    }

    public Evaluation LowerOrUndef(Expression? expression) =>
        expression is null ? Constant(UndefValue.Instance) : Lower(expression);

    public Evaluation[] Lower(ImmutableArray<Expression> expressions) => [.. expressions.Select(Lower)];

    public static Evaluation Constant(Value value) => _ => value;

    /// <summary>
    /// Lowers one expression. Every so many levels of nesting, and wherever something long can happen, the
    /// code watches its limits.
    /// </summary>
    public Evaluation Lower(Expression expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        depth++;
        var code = Arm(expression);
        depth--;
        return
            depth % Limits.LevelsBetween == Limits.LevelsBetween - 1
            || expression
                is CallExpression
                    or MethodCallExpression
                    or MatchExpression
                    or InExpression
                    or CaseExpression
                    or SelectorExpression
                    or ResourceExpression
            ? Limits.Watch(code, expression.Anchor)
            : code;
    }

    /// <summary>
    /// The arms, by kind of expression; each is written in the file of its theme. (method length: a
    /// dispatcher)
    /// </summary>
    private Evaluation Arm(Expression expression) =>
        expression switch
        {
            StringExpression e => Constant(new StringValue(e.Value)),
            NameExpression e => Constant(new StringValue(e.Value)),
            IntegerExpression e => Constant(new IntegerValue(e.Value)),
            FloatExpression e => Constant(new FloatValue(e.Value)),
            BooleanExpression e => Constant(BooleanValue.Of(e.Value)),
            UndefExpression or NopExpression => Constant(UndefValue.Instance),
            DefaultExpression => Constant(DefaultValue.Instance),
            RegexpExpression e => Constant(new RegexpValue(e.Pattern)),
            ReservedWordExpression e => Constant(new StringValue(e.Word)),
            ParenthesizedExpression e => Lower(e.Inner),
            ConcatExpression e => Strings.Lower(this, e),
            TextExpression e => Strings.Lower(this, e),
            HeredocExpression e => Strings.Lower(this, e),
            ArrayExpression e => Collections.Lower(this, e),
            HashExpression e => Collections.Lower(this, e),
            UnfoldExpression e => Collections.Lower(this, e),
            VariableExpression e => Variables.Lower(this, e),
            AssignmentExpression e => Assignments.Lower(this, e),
            ArithmeticExpression e => Arithmetic.Lower(this, e),
            NegateExpression e => Arithmetic.Lower(this, e),
            NotExpression e => Conditionals.Lower(this, e),
            AndExpression e => Conditionals.Lower(this, e),
            OrExpression e => Conditionals.Lower(this, e),
            IfExpression e => Conditionals.Lower(this, e),
            UnlessExpression e => Conditionals.Lower(this, e),
            CaseExpression e => Choices.Lower(this, e),
            SelectorExpression e => Choices.Lower(this, e),
            ComparisonExpression e => Comparisons.Lower(this, e),
            MatchExpression e => Comparisons.Lower(this, e),
            InExpression e => Comparisons.Lower(this, e),
            ReferenceExpression e => Access.Lower(this, e),
            AccessExpression e => Access.Lower(this, e),
            BlockExpression e => Blocks.Lower(this, e),
            CallExpression e => Calls.Lower(this, e),
            MethodCallExpression e => Calls.Lower(this, e),
            ResourceExpression e => Resources.Lower(this, e),
            ResourceDefaultsExpression e => ResourceDefaults.Lower(this, e),
            ResourceOverrideExpression e => ResourceOverrides.Lower(this, e),
            CollectExpression e => Collectors.Lower(this, e),
            RelationshipExpression e => Relationships.Lower(this, e),
            RenderExpression e => Templates.Lower(this, e),
            RenderStringExpression e => Templates.Lower(this, e),
            EppExpression e => Lower(e.Body),
            ClassExpression or DefineExpression or NodeExpression => Constant(UndefValue.Instance),
            FunctionExpression or TypeAliasExpression or TypeMappingExpression => Constant(
                UndefValue.Instance
            ),
            _ => throw new UnreachableException(expression.GetType().Name),
        };
}
