using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>Prints a tree in Puppet's s-expression notation, PN.</summary>
public sealed class PnPrinter
{
    private readonly PnWriter output = new();

    private PnPrinter() { }

    public static string Print(Expression expression)
    {
        var printer = new PnPrinter();
        printer.Append(expression);
        return printer.output.ToString();
    }

    /// <summary>A dispatcher: one arm for each kind of expression.</summary>
    private void Append(Expression? expression)
    {
        switch (expression)
        {
            case null or NopExpression:
                output.Append("(nop)");
                break;
            case VariableExpression { Name: "true" or "false", Span.Text: not ['$', ..] } word:
                // Interpolated without its dollar: the reference keeps the value that the word stands for.
                output.Append("(var ").Append(word.Name).Append(')');
                break;
            case VariableExpression variable:
                Call("var", variable.Name);
                break;
            case NameExpression name:
                Call("qn", name.Value);
                break;
            case ReferenceExpression reference:
                Call("qr", reference.Value);
                break;
            case StringExpression text:
                output.String(text.Value);
                break;
            case IntegerExpression integer:
                output.Integer(integer.Value, integer.Radix);
                break;
            case FloatExpression number:
                output.Float(number.Value);
                break;
            case BooleanExpression boolean:
                output.Append(boolean.Value ? "true" : "false");
                break;
            case UndefExpression:
                output.Append("nil");
                break;
            case DefaultExpression:
                output.Append("(default)");
                break;
            case RegexpExpression regexp:
                Call("regexp", regexp.Pattern);
                break;
            case ReservedWordExpression reserved:
                Call("reserved", reserved.Word);
                break;
            case RenderStringExpression text:
                Call("render-s", text.Value);
                break;
            case ConcatExpression concat:
                Call("concat", concat.Parts);
                break;
            case ArrayExpression array:
                Call("array", array.Items);
                break;
            case HashExpression hash:
                output.Call("hash", hash.Entries, entry => Call("=>", entry.Key, entry.Value));
                break;
            case HeredocExpression heredoc:
                AppendHeredoc(heredoc);
                break;
            case BlockExpression block:
                Call("block", block.Statements);
                break;
            default:
                AppendOperation(expression);
                break;
        }
    }

    private void AppendOperation(Expression expression)
    {
        if (PnOperators.OperatorOf(expression) is var (name, operands))
        {
            Call(name, operands);
            return;
        }
        switch (expression)
        {
            case AccessExpression access:
                Call("access", [access.Left, .. access.Keys]);
                break;
            case NegateExpression { Inner: IntegerExpression integer }:
                output.Integer(-integer.Value, 10);
                break;
            case NegateExpression { Inner: FloatExpression number }:
                output.Float(-number.Value);
                break;
            case NegateExpression negate:
                Call("-", negate.Inner);
                break;
            default:
                AppendStatement(expression);
                break;
        }
    }

    private void AppendStatement(Expression expression)
    {
        switch (expression)
        {
            case CallExpression call:
                AppendCall(call);
                break;
            case MethodCallExpression call:
                AppendCall(call);
                break;
            case LambdaExpression lambda:
                AppendLambda(lambda);
                break;
            case EppExpression epp:
                AppendEpp(epp);
                break;
            case IfExpression condition:
                AppendIf("if", condition.Condition, condition.Then, condition.Else);
                break;
            case UnlessExpression condition:
                AppendIf("unless", condition.Condition, condition.Then, condition.Else);
                break;
            case CaseExpression choice:
                AppendCase(choice);
                break;
            case SelectorExpression selector:
                AppendSelector(selector);
                break;
            case ResourceExpression resource:
                AppendResource(resource);
                break;
            case ResourceDefaultsExpression defaults:
                AppendAttributes(
                    "resource-defaults",
                    "type",
                    defaults.Type,
                    defaults.Operations,
                    defaults.Form
                );
                break;
            case ResourceOverrideExpression change:
                AppendAttributes(
                    "resource-override",
                    "resources",
                    change.Resources,
                    change.Operations,
                    change.Form
                );
                break;
            case CollectExpression collect:
                AppendCollect(collect);
                break;
            default:
                AppendDefinition(expression);
                break;
        }
    }

    private void AppendDefinition(Expression expression)
    {
        switch (expression)
        {
            case ClassExpression { Parent: var parent } type:
                AppendNamed("class", type.Name, parent, type.Parameters, type.Body, null);
                break;
            case DefineExpression define:
                AppendNamed("define", define.Name, null, define.Parameters, define.Body, null);
                break;
            case FunctionExpression function:
                AppendNamed(
                    "function",
                    function.Name,
                    null,
                    function.Parameters,
                    function.Body,
                    function.ReturnType
                );
                break;
            case NodeExpression node:
                AppendNode(node);
                break;
            case TypeAliasExpression alias:
                output.Append("(type-alias ");
                output.String(alias.Name);
                output.Append(' ');
                Append(alias.Type);
                output.Append(')');
                break;
            case TypeMappingExpression mapping:
                Call("type-mapping", mapping.Type, mapping.Mapping);
                break;
            case TypeDefinitionExpression definition:
                AppendTypeDefinition(definition);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(expression.GetType().Name);
        }
    }

    private void Call(string name, string value)
    {
        output.Append('(').Append(name).Append(' ');
        output.String(value);
        output.Append(')');
    }

    private void Call(string name, Expression argument) => Call(name, [argument]);

    private void Call(string name, Expression left, Expression right) => Call(name, [left, right]);

    private void Call(string name, ImmutableArray<Expression> arguments) =>
        output.Call(name, arguments, Append);

    /// <summary>An entry of a map, unless there is nothing to say.</summary>
    private void Entry(string key, Expression? value)
    {
        if (value is not null)
        {
            output.Key(key);
            Append(value);
        }
    }

    private void Body(string key, Expression? body)
    {
        if (body is not (null or NopExpression))
        {
            output.Key(key);
            AppendBody(body);
        }
    }

    private void AppendBody(Expression? body)
    {
        if (body is BlockExpression block)
        {
            output.List(block.Statements, Append);
            return;
        }
        output.Append('[');
        Append(body);
        output.Append(']');
    }

    private void AppendHeredoc(HeredocExpression heredoc)
    {
        output.Append("(heredoc {");
        if (heredoc.Syntax.Length > 0)
        {
            output.Key("syntax");
            output.String(heredoc.Syntax);
        }
        Entry("text", heredoc.Text);
        output.Append("})");
    }

    private void AppendCall(CallExpression call)
    {
        output.Append(call.IsStatement ? "(invoke {" : "(call {");
        Entry("functor", call.Function);
        AppendArguments(call.Arguments, call.Lambda);
    }

    private void AppendCall(MethodCallExpression call)
    {
        output.Append("(call-method {");
        output.Key("functor");
        Call(".", call.Receiver, call.Function);
        AppendArguments(call.Arguments, call.Lambda);
    }

    private void AppendArguments(ImmutableArray<Expression> arguments, LambdaExpression? lambda)
    {
        output.Key("args");
        output.List(arguments, Append);
        if (lambda is not null)
        {
            output.Key("block");
            AppendLambda(lambda);
        }
        output.Append("})");
    }

    private void AppendLambda(LambdaExpression lambda)
    {
        output.Append("(lambda {");
        AppendParameters(lambda.Parameters);
        Entry("returns", lambda.ReturnType);
        Body("body", lambda.Body);
        output.Append("})");
    }

    private void AppendEpp(EppExpression epp)
    {
        output.Append("(lambda {");
        AppendParameters(epp.Parameters);
        output.Key("body");
        output.Append('[');
        Call("epp", epp.Body is BlockExpression block ? block.Statements : []);
        output.Append("]})");
    }

    private void AppendParameters(ImmutableArray<Parameter> parameters)
    {
        if (parameters.IsEmpty)
        {
            return;
        }
        output.Key("params");
        output.Append('{');
        foreach (var parameter in parameters)
        {
            output.Key(parameter.Name);
            output.Append('{');
            Entry("type", parameter.Type);
            if (parameter.CapturesRest)
            {
                output.Key("splat");
                output.Append("true");
            }
            Entry("value", parameter.Default);
            output.Append('}');
        }
        output.Append('}');
    }

    private void AppendIf(string name, Expression condition, Expression then, Expression? otherwise)
    {
        output.Append('(').Append(name).Append(" {");
        Entry("test", condition);
        Body("then", then);
        Body("else", otherwise);
        output.Append("})");
    }

    private void AppendCase(CaseExpression choice)
    {
        output.Append("(case ");
        Append(choice.Control);
        output.Append(' ');
        output.List(
            choice.Options,
            option =>
            {
                output.Append('{');
                output.Key("when");
                output.List(option.Values, Append);
                output.Key("then");
                AppendBody(option.Then);
                output.Append('}');
            }
        );
        output.Append(')');
    }

    private void AppendSelector(SelectorExpression selector)
    {
        output.Append("(? ");
        Append(selector.Control);
        output.Append(' ');
        output.List(selector.Entries, entry => Call("=>", entry.Match, entry.Value));
        output.Append(')');
    }

    private void AppendResource(ResourceExpression resource)
    {
        output.Append("(resource {");
        Entry("type", resource.Type);
        output.Key("bodies");
        output.List(
            resource.Bodies,
            body =>
            {
                output.Append('{');
                Entry("title", body.Title);
                output.Key("ops");
                output.List(body.Operations, AppendOperation);
                output.Append('}');
            }
        );
        AppendForm(resource.Form);
    }

    private void AppendForm(ResourceForm form)
    {
        if (form != ResourceForm.Regular)
        {
            output.Key("form");
            output.String(form == ResourceForm.Virtual ? "virtual" : "exported");
        }
        output.Append("})");
    }

    private void AppendOperation(AttributeOperation operation)
    {
        if (operation is not NamedAttributeOperation named)
        {
            Call("splat-hash", operation.Value);
            return;
        }
        output.Append('(').Append(named.Operator).Append(' ');
        output.String(named.Name);
        output.Append(' ');
        Append(named.Value);
        output.Append(')');
    }

    private void AppendAttributes(
        string name,
        string key,
        Expression target,
        ImmutableArray<AttributeOperation> operations,
        ResourceForm form
    )
    {
        output.Append('(').Append(name).Append(" {");
        output.Key(key);
        Append(target);
        output.Key("ops");
        output.List(operations, AppendOperation);
        AppendForm(form);
    }

    private void AppendCollect(CollectExpression collect)
    {
        output.Append("(collect {");
        Entry("type", collect.Type);
        output.Key("query");
        ImmutableArray<Expression> query = collect.Query is null ? [] : [collect.Query];
        Call(collect.IsExported ? "exported-query" : "virtual-query", query);
        if (!collect.Operations.IsEmpty)
        {
            output.Key("ops");
            output.List(collect.Operations, AppendOperation);
        }
        output.Append("})");
    }

    private void AppendNamed(
        string kind,
        string name,
        string? parent,
        ImmutableArray<Parameter> parameters,
        Expression? body,
        Expression? returnType
    )
    {
        output.Append('(').Append(kind).Append(" {");
        output.Key("name");
        output.String(name);
        if (parent is not null)
        {
            output.Key("parent");
            output.String(parent);
        }
        AppendParameters(parameters);
        Body("body", body);
        Entry("returns", returnType);
        output.Append("})");
    }

    private void AppendNode(NodeExpression node)
    {
        output.Append("(node {");
        output.Key("matches");
        output.List(node.Matches, Append);
        Entry("parent", node.Parent);
        Body("body", node.Body);
        output.Append("})");
    }

    private void AppendTypeDefinition(TypeDefinitionExpression definition)
    {
        output.Append("(type-definition ");
        output.String(definition.Name);
        output.Append(' ');
        output.String(definition.Parent);
        output.Append(' ');
        Append(definition.Body);
        output.Append(')');
    }
}
