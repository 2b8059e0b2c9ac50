using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bunraku.Language;

/// <summary>Prints a tree in Puppet's s-expression notation, PN.</summary>
public sealed class PnPrinter
{
    private readonly StringBuilder output = new();

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
                AppendString(text.Value);
                break;
            case IntegerExpression integer:
                AppendInteger(integer);
                break;
            case FloatExpression number:
                output.Append(FormatFloat(number.Value));
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
                Call("hash", hash.Entries, entry => Call("=>", entry.Key, entry.Value));
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
        switch (expression)
        {
            case AccessExpression access:
                Call("access", [access.Left, .. access.Keys]);
                break;
            case AndExpression and:
                Call("and", and.Left, and.Right);
                break;
            case OrExpression or:
                Call("or", or.Left, or.Right);
                break;
            case InExpression element:
                Call("in", element.Left, element.Right);
                break;
            case ArithmeticExpression arithmetic:
                Call(arithmetic.Operator, arithmetic.Left, arithmetic.Right);
                break;
            case ComparisonExpression comparison:
                Call(comparison.Operator, comparison.Left, comparison.Right);
                break;
            case MatchExpression match:
                Call(match.Operator, match.Left, match.Right);
                break;
            case AssignmentExpression assignment:
                Call(assignment.Operator, assignment.Left, assignment.Right);
                break;
            case RelationshipExpression relationship:
                Call(relationship.Operator, relationship.Left, relationship.Right);
                break;
            case NegateExpression { Inner: IntegerExpression integer }:
                output.Append((-integer.Value).ToString(CultureInfo.InvariantCulture));
                break;
            case NegateExpression { Inner: FloatExpression number }:
                output.Append(FormatFloat(-number.Value));
                break;
            case NegateExpression negate:
                Call("-", negate.Inner);
                break;
            case NotExpression not:
                Call("!", not.Inner);
                break;
            case UnfoldExpression unfold:
                Call("unfold", unfold.Inner);
                break;
            case ParenthesizedExpression parenthesized:
                Call("paren", parenthesized.Inner);
                break;
            case TextExpression text:
                Call("str", text.Inner);
                break;
            case RenderExpression render:
                Call("render", render.Inner);
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
                AppendString(alias.Name);
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
        AppendString(value);
        output.Append(')');
    }

    private void Call(string name, Expression argument) => Call(name, [argument]);

    private void Call(string name, Expression left, Expression right) => Call(name, [left, right]);

    private void Call(string name, ImmutableArray<Expression> arguments) => Call(name, arguments, Append);

    private void Call<T>(string name, ImmutableArray<T> items, Action<T> append)
    {
        output.Append('(').Append(name);
        foreach (var item in items)
        {
            output.Append(' ');
            append(item);
        }
        output.Append(')');
    }

    private void AppendList<T>(ImmutableArray<T> items, Action<T> append)
    {
        output.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            output.Append(i > 0 ? " " : "");
            append(items[i]);
        }
        output.Append(']');
    }

    /// <summary>Begins the next entry of a map, the first with its brace.</summary>
    private void Key(string key)
    {
        var isFirst = output[^1] == '{';
        output.Append(isFirst ? ":" : " :").Append(key).Append(' ');
    }

    private void AppendBody(Expression? body)
    {
        if (body is BlockExpression block)
        {
            AppendList(block.Statements, Append);
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
            Key("syntax");
            AppendString(heredoc.Syntax);
        }
        Key("text");
        Append(heredoc.Text);
        output.Append("})");
    }

    private void AppendCall(CallExpression call)
    {
        output.Append(call.IsStatement ? "(invoke {" : "(call {");
        Key("functor");
        Append(call.Function);
        AppendArguments(call.Arguments, call.Lambda);
    }

    private void AppendCall(MethodCallExpression call)
    {
        output.Append("(call-method {");
        Key("functor");
        Call(".", call.Receiver, call.Function);
        AppendArguments(call.Arguments, call.Lambda);
    }

    private void AppendArguments(ImmutableArray<Expression> arguments, LambdaExpression? lambda)
    {
        Key("args");
        AppendList(arguments, Append);
        if (lambda is not null)
        {
            Key("block");
            AppendLambda(lambda);
        }
        output.Append("})");
    }

    private void AppendLambda(LambdaExpression lambda)
    {
        output.Append("(lambda {");
        AppendParameters(lambda.Parameters);
        if (lambda.ReturnType is not null)
        {
            Key("returns");
            Append(lambda.ReturnType);
        }
        if (lambda.Body is not NopExpression)
        {
            Key("body");
            AppendBody(lambda.Body);
        }
        output.Append("})");
    }

    private void AppendEpp(EppExpression epp)
    {
        output.Append("(lambda {");
        AppendParameters(epp.Parameters);
        Key("body");
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
        Key("params");
        output.Append('{');
        foreach (var parameter in parameters)
        {
            Key(parameter.Name);
            output.Append('{');
            if (parameter.Type is not null)
            {
                Key("type");
                Append(parameter.Type);
            }
            if (parameter.CapturesRest)
            {
                Key("splat");
                output.Append("true");
            }
            if (parameter.Default is not null)
            {
                Key("value");
                Append(parameter.Default);
            }
            output.Append('}');
        }
        output.Append('}');
    }

    private void AppendIf(string name, Expression condition, Expression then, Expression? otherwise)
    {
        output.Append('(').Append(name).Append(" {");
        Key("test");
        Append(condition);
        if (then is not NopExpression)
        {
            Key("then");
            AppendBody(then);
        }
        if (otherwise is not null)
        {
            Key("else");
            AppendBody(otherwise);
        }
        output.Append("})");
    }

    private void AppendCase(CaseExpression choice)
    {
        output.Append("(case ");
        Append(choice.Control);
        output.Append(' ');
        AppendList(
            choice.Options,
            option =>
            {
                output.Append('{');
                Key("when");
                AppendList(option.Values, Append);
                Key("then");
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
        AppendList(selector.Entries, entry => Call("=>", entry.Match, entry.Value));
        output.Append(')');
    }

    private void AppendResource(ResourceExpression resource)
    {
        output.Append("(resource {");
        Key("type");
        Append(resource.Type);
        Key("bodies");
        AppendList(
            resource.Bodies,
            body =>
            {
                output.Append('{');
                Key("title");
                Append(body.Title);
                Key("ops");
                AppendList(body.Operations, AppendOperation);
                output.Append('}');
            }
        );
        AppendForm(resource.Form);
    }

    private void AppendForm(ResourceForm form)
    {
        if (form != ResourceForm.Regular)
        {
            Key("form");
            AppendString(form == ResourceForm.Virtual ? "virtual" : "exported");
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
        AppendString(named.Name);
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
        Key(key);
        Append(target);
        Key("ops");
        AppendList(operations, AppendOperation);
        AppendForm(form);
    }

    private void AppendCollect(CollectExpression collect)
    {
        output.Append("(collect {");
        Key("type");
        Append(collect.Type);
        Key("query");
        ImmutableArray<Expression> query = collect.Query is null ? [] : [collect.Query];
        Call(collect.IsExported ? "exported-query" : "virtual-query", query);
        if (!collect.Operations.IsEmpty)
        {
            Key("ops");
            AppendList(collect.Operations, AppendOperation);
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
        Key("name");
        AppendString(name);
        if (parent is not null)
        {
            Key("parent");
            AppendString(parent);
        }
        AppendParameters(parameters);
        if (body is not null)
        {
            Key("body");
            AppendBody(body);
        }
        if (returnType is not null)
        {
            Key("returns");
            Append(returnType);
        }
        output.Append("})");
    }

    private void AppendNode(NodeExpression node)
    {
        output.Append("(node {");
        Key("matches");
        AppendList(node.Matches, Append);
        if (node.Parent is not null)
        {
            Key("parent");
            Append(node.Parent);
        }
        if (node.Body is not null)
        {
            Key("body");
            AppendBody(node.Body);
        }
        output.Append("})");
    }

    private void AppendTypeDefinition(TypeDefinitionExpression definition)
    {
        output.Append("(type-definition ");
        AppendString(definition.Name);
        output.Append(' ');
        if (definition.Parent is null)
        {
            output.Append("nil");
        }
        else
        {
            AppendString(definition.Parent);
        }
        output.Append(' ');
        Append(definition.Body);
        output.Append(')');
    }

    private void AppendInteger(IntegerExpression integer)
    {
        if (integer.Radix == 10)
        {
            output.Append(integer.Value.ToString(CultureInfo.InvariantCulture));
            return;
        }
        output.Append(
            CultureInfo.InvariantCulture,
            $"(int {{:radix {integer.Radix} :value {integer.Value}}})"
        );
    }

    private void AppendString(string text)
    {
        output.Append('"');
        foreach (var character in text)
        {
            AppendCharacter(character);
        }
        output.Append('"');
    }

    private void AppendCharacter(char character)
    {
        switch (character)
        {
            case '\t':
                output.Append("\\t");
                break;
            case '\n':
                output.Append("\\n");
                break;
            case '\r':
                output.Append("\\r");
                break;
            case '"':
            case '\\':
                output.Append('\\').Append(character);
                break;
            case < ' ':
                output.Append("\\o").Append(Convert.ToString(character, 8).PadLeft(3, '0'));
                break;
            default:
                output.Append(character);
                break;
        }
    }

    /// <summary>As Ruby writes it: plain between 1e-4 and 1e15, otherwise with an exponent of at least two digits.</summary>
    private static string FormatFloat(double value)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(
            scientific.AsSpan(scientific.IndexOf('E') + 1),
            CultureInfo.InvariantCulture
        );
        var sign = shortest.StartsWith('-') ? "-" : "";
        var mantissa = shortest.Split('E')[0].TrimStart('-').Replace(".", "");
        var digits = mantissa.TrimStart('0').TrimEnd('0').PadRight(1, '0');
        if (value == 0)
        {
            return sign + "0.0";
        }
        if (exponent is < -4 or >= 15)
        {
            var power =
                (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}.{digits[1..].PadRight(1, '0')}e{power}";
        }
        var whole =
            exponent < 0 ? "0" : digits[..Math.Min(digits.Length, exponent + 1)].PadRight(exponent + 1, '0');
        var fraction =
            exponent < 0 ? new string('0', -exponent - 1) + digits
            : digits.Length > exponent + 1 ? digits[(exponent + 1)..]
            : "0";
        return $"{sign}{whole}.{fraction}";
    }
}
