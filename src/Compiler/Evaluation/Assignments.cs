using System.Collections.Immutable;
using System.Diagnostics;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary><c>$a = …</c> and <c>[$a, $b] = …</c>.</summary>
internal static class Assignments
{
    private delegate void Assign(Frame frame, Value value);

    public static Evaluation Lower(Lowering lowering, AssignmentExpression expression)
    {
        var right = lowering.Lower(expression.Right);
        var assign = Target(lowering, expression.Left, expression);
        return frame =>
        {
            var value = right(frame);
            if (frame.Exit == Exit.None)
            {
                assign(frame, value);
            }
            return value;
        };
    }

    private static Assign Target(Lowering lowering, Expression left, AssignmentExpression expression) =>
        left switch
        {
            VariableExpression variable => ToVariable(lowering, variable.Name, expression.Anchor),
            ParenthesizedExpression inner => Target(lowering, inner.Inner, expression),
            ArrayExpression list => ToList(lowering, list, expression),
            _ => throw new UnreachableException(left.GetType().Name),
        };

    private static Assign ToVariable(Lowering lowering, string name, Span span)
    {
        var slot = lowering.Bindings.Layout.Define(name);
        var isReserved = name is "facts" or "trusted" or "server_facts";
        var isOfBody = name == "module_name";
        return (frame, value) =>
        {
            frame.Scope.Grow(slot);
            var isSet = frame.Slots[slot] is not null || isOfBody && frame.Scope.Kind != ScopeKind.Local;
            if (isSet || isReserved || frame.Scope.IsFact(name))
            {
                if (isReserved && name != "server_facts" && frame.Slots[slot] is null)
                {
                    throw new EvaluationException(CompilerDiagnostics.ReservedAssigned(span, name));
                }
                throw new EvaluationException(CompilerDiagnostics.Reassigned(span, name));
            }
            frame.Slots[slot] = value;
        };
    }

    private static Assign ToList(Lowering lowering, ArrayExpression list, AssignmentExpression expression)
    {
        var targets = list.Items.Select(item => Target(lowering, item, expression)).ToArray();
        var names = list.Items.Select(item => (item as VariableExpression)?.Name ?? "").ToArray();
        var keys = list.Items.Select(Key).ToArray();
        var source = expression.Right.Anchor;
        return (frame, value) =>
        {
            var values = value switch
            {
                HashValue hash => FromHash(hash, keys, expression.Anchor),
                ArrayValue items => items.Items,
                _ when CatalogTypes.ClassNameOf(value) is { } name => FromClass(
                    frame,
                    name,
                    list,
                    names,
                    source
                ),
                _ => [value],
            };
            if (values.Length != targets.Length)
            {
                throw new EvaluationException(
                    CompilerDiagnostics.AssignmentCount(expression.Anchor, targets.Length, values.Length)
                );
            }
            for (var i = 0; i < targets.Length; i++)
            {
                targets[i](frame, values[i]);
            }
        };
    }

    /// <summary>What a hash is asked for: the variable's name, or those of a nested list.</summary>
    private static Value Key(Expression target) =>
        target switch
        {
            VariableExpression variable => variable.Name,
            ParenthesizedExpression inner => Key(inner.Inner),
            ArrayExpression list => ArrayValue.Of(list.Items.Select(Key)),
            _ => throw new UnreachableException(target.GetType().Name),
        };

    private static ImmutableArray<Value> FromHash(HashValue hash, Value[] keys, Span span) =>
        [
            .. keys.Select(key =>
                hash.Find(key)
                ?? throw new EvaluationException(
                    CompilerDiagnostics.AssignmentKey(
                        span,
                        key is StringValue ? $"{key}" : RubyText.Inspect(key)
                    )
                )
            ),
        ];

    private static ImmutableArray<Value> FromClass(
        Frame frame,
        string className,
        ArrayExpression list,
        string[] names,
        Span source
    )
    {
        if (frame.Compilation.FindClassScope(className) is null)
        {
            var reference = new ResourceReference("Class", className);
            throw new EvaluationException(CatalogDiagnostics.UnknownResource(source, reference));
        }
        return
        [
            .. names.Select(
                (name, i) =>
                    frame.Compilation.FindQualified(className, name)
                    ?? throw new EvaluationException(
                        CompilerDiagnostics.AssignmentVariable(list.Items[i].Anchor, $"{className}::{name}")
                    )
            ),
        ];
    }
}
