using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Variables, constants and assignments.
internal sealed partial class Lowering
{
    private Evaluation Local(string name)
    {
        var (depth, slot) = layout.FindOrDeclare(name);
        return depth switch
        {
            0 => frame => frame.Locals[slot] ?? Nil.Value,
            1 => frame => frame.Outer!.Locals[slot] ?? Nil.Value,
            _ => frame => At(frame, depth).Locals[slot] ?? Nil.Value,
        };
    }

    private static Frame At(Frame frame, int depth)
    {
        for (; depth > 0; depth--)
        {
            frame = frame.Outer!;
        }
        return frame;
    }

    private static Evaluation Instance(string name) =>
        frame => (frame.Self as RubyObject)?.Variable(name) ?? Nil.Value;

    private static Evaluation Global(string name) => frame => frame.Runtime.Global(frame, name);

    private static Evaluation ClassVariableOf(ClassVariable variable) =>
        frame =>
            ClassVariables.Find(frame, variable.Name)?.ClassVariables[variable.Name]
            ?? throw frame.Runtime.Error(
                "NameError",
                $"uninitialized class variable {variable.Name} in {ClassVariables.Home(frame).DisplayName}",
                variable.Span
            );

    /// <summary>A constant as it was found last, in one piece for threads that share the code.</summary>
    private sealed record KeptConstant(LexicalScope Scope, int Version, object Value);

    private Evaluation ConstantOf(ConstantExpression constant)
    {
        var name = constant.Name;
        if (constant.Scope is { } scope)
        {
            var outer = Lower(scope);
            return frame => frame.Runtime.ConstantIn(outer(frame), name, constant.Span);
        }
        if (constant.IsTop)
        {
            return frame => frame.Runtime.ConstantIn(frame.Runtime.Classes.Object, name, constant.Span);
        }
        KeptConstant? kept = null;
        return frame =>
        {
            var known = kept;
            if (
                known is not null
                && known.Scope == frame.Scope
                && known.Version == frame.Runtime.ConstantVersion
            )
            {
                return known.Value;
            }
            var value = frame.Runtime.Constant(frame.Scope, name, constant.Span);
            kept = new KeptConstant(frame.Scope, frame.Runtime.ConstantVersion, value);
            return value;
        };
    }

    private Evaluation Assign(AssignExpression assign)
    {
        if (assign.Target is LocalVariable local)
        {
            var (depth, slot) = layout.FindOrDeclare(local.Name);
            var plain = Lower(assign.Value);
            return depth == 0
                ? frame => frame.Locals[slot] = plain(frame)
                : frame => At(frame, depth).Locals[slot] = plain(frame);
        }
        if (assign.Target is CallExpression call)
        {
            return AssignBy(call, Lower(assign.Value));
        }
        var store = Target(assign.Target);
        var value = Lower(assign.Value);
        return frame =>
        {
            var result = value(frame);
            if (frame.Exit == Exit.None)
            {
                store(frame, result);
            }
            return result;
        };
    }

    /// <summary>What is written first is computed first: the object, the index, then the value.</summary>
    private Evaluation AssignBy(CallExpression target, Evaluation value)
    {
        var receiver = LowerOrSelf(target.Receiver);
        var arguments = List(target.Arguments);
        var name = target is { Name: "[]", Receiver: not null } ? "[]=" : target.Name + "=";
        var site = Site(name, target.Span, target.Receiver is null or SelfExpression);
        return frame =>
        {
            var self = receiver(frame);
            if (target.IsSafe && self is Nil)
            {
                return Nil.Value;
            }
            var given = arguments(frame);
            var result = value(frame);
            if (frame.Exit == Exit.None)
            {
                site.Call(frame, self, [.. given, result], null);
            }
            return result;
        };
    }

    private Action<Frame, object> Target(Expression target)
    {
        switch (target)
        {
            case LocalVariable local:
                var (depth, slot) = layout.FindOrDeclare(local.Name);
                return (frame, value) => At(frame, depth).Locals[slot] = value;
            case InstanceVariable variable:
                return (frame, value) => frame.Runtime.SetInstanceVariable(frame.Self, variable.Name, value);
            case GlobalVariable variable:
                return (frame, value) => frame.Runtime.SetGlobal(frame, variable.Name, value);
            case ClassVariable variable:
                return (frame, value) =>
                    (ClassVariables.Find(frame, variable.Name) ?? ClassVariables.Home(frame)).ClassVariables[
                        variable.Name
                    ] = value;
            case ConstantExpression constant:
                var scope = constant.Scope is null ? null : Lower(constant.Scope);
                return (frame, value) =>
                    frame.Runtime.SetConstant(
                        scope is null
                            ? constant.IsTop
                                ? frame.Runtime.Classes.Object
                                : frame.Scope.Written.Module
                            : scope(frame) is var at && at is RubyModule module
                                ? module
                                : throw frame.Runtime.NoModule(at, constant.Span),
                        constant.Name,
                        value
                    );
            case CallExpression { Name: "[]", Receiver: not null } index:
                return Setter(index, "[]=");
            case CallExpression call:
                return Setter(call, call.Name + "=");
            case MultipleTarget several:
                return Several(several);
            default:
                throw new System.Diagnostics.UnreachableException(target.GetType().Name);
        }
    }

    private Action<Frame, object> Setter(CallExpression target, string name)
    {
        var receiver = LowerOrSelf(target.Receiver);
        var arguments = List(target.Arguments);
        var site = Site(name, target.Span, target.Receiver is null or SelfExpression);
        var isSafe = target.IsSafe;
        return (frame, value) =>
        {
            var self = receiver(frame);
            if (!(isSafe && self is Nil))
            {
                site.Call(frame, self, [.. arguments(frame), value], null);
            }
        };
    }

    private Evaluation LowerOrSelf(Expression? receiver) =>
        receiver is null ? static frame => frame.Self : Lower(receiver);

    private Action<Frame, object> Several(MultipleTarget targets)
    {
        var before = targets.Before.Select(Target).ToArray();
        var after = targets.After.Select(Target).ToArray();
        var rest = targets.Rest is null ? null : Target(targets.Rest);
        Action<Frame, object>?[] all = targets.HasRest ? [.. before, rest, .. after] : [.. before];
        return (frame, value) => Spread(frame, value, targets, (i, item) => all[i]?.Invoke(frame, item));
    }

    /// <summary>Gives each target its part: those before the rest, the rest, those behind it.</summary>
    private static void Spread(Frame frame, object value, MultipleTarget targets, Action<int, object> put)
    {
        var items = value is RubyArray array ? [.. array.Items] : frame.Runtime.TakenApart(value);
        var (before, after) = (targets.Before.Length, targets.After.Length);
        for (var i = 0; i < before; i++)
        {
            put(i, i < items.Count ? items[i] : Nil.Value);
        }
        if (!targets.HasRest)
        {
            return;
        }
        var count = Math.Max(0, items.Count - before - after);
        put(before, frame.Runtime.Array([.. items.Skip(before).Take(count)]));
        for (var i = 0; i < after; i++)
        {
            var at = before + count + i;
            put(before + 1 + i, at < items.Count ? items[at] : Nil.Value);
        }
    }

    /// <summary>
    /// Targets whose objects and indices are computed now, from left to right, and set later.
    /// </summary>
    private Func<Frame, Action<object>> Prepared(Expression target)
    {
        switch (target)
        {
            case CallExpression call:
                var receiver = LowerOrSelf(call.Receiver);
                var arguments = List(call.Arguments);
                var name = call is { Name: "[]", Receiver: not null } ? "[]=" : call.Name + "=";
                var site = Site(name, call.Span, call.Receiver is null or SelfExpression);
                return frame =>
                {
                    var (self, given) = (receiver(frame), arguments(frame));
                    return value =>
                    {
                        if (!(call.IsSafe && self is Nil))
                        {
                            site.Call(frame, self, [.. given, value], null);
                        }
                    };
                };
            case MultipleTarget several:
                var parts = several.Before.Select(Prepared).ToArray();
                var rest = several.Rest is null ? null : Prepared(several.Rest);
                var after = several.After.Select(Prepared).ToArray();
                Func<Frame, Action<object>>?[] all = several.HasRest
                    ? [.. parts, rest, .. after]
                    : [.. parts];
                return frame =>
                {
                    Action<object>?[] ready = [.. all.Select(part => part?.Invoke(frame))];
                    return value => Spread(frame, value, several, (i, item) => ready[i]?.Invoke(item));
                };
            default:
                var store = Target(target);
                return frame => value => store(frame, value);
        }
    }

    private static bool HasCall(Expression? target) =>
        target is CallExpression
        || target is MultipleTarget several
            && several.Before.Append(several.Rest).Concat(several.After).Any(HasCall);

    private Evaluation MultipleAssign(MultipleAssignExpression assign)
    {
        if (HasCall(assign.Target))
        {
            var prepared = Prepared(assign.Target);
            var last = Lower(assign.Value);
            return frame =>
            {
                var set = prepared(frame);
                var result = last(frame);
                set(result);
                return result;
            };
        }
        var value = Lower(assign.Value);
        var store = Several(assign.Target);
        return frame =>
        {
            var result = value(frame);
            store(frame, result);
            return result;
        };
    }

    private Evaluation OperatorAssign(OperatorAssignExpression assign)
    {
        switch (assign.Target)
        {
            case CallExpression { Receiver: not null } call:
                return OperatorAssignCall(assign, call);
            case ConstantExpression { Scope: { } scope } constant:
                return OperatorAssignIn(assign, scope, constant.Name);
            case ConstantExpression or ClassVariable or GlobalVariable or InstanceVariable or LocalVariable:
                var store = Target(assign.Target);
                var read = assign is { Operator: "||", Target: ConstantExpression or ClassVariable }
                    ? DefinedOrNil(assign.Target)
                    : Lower(assign.Target);
                return Combined(assign, read, store);
            default:
                return Combined(assign, Lower(assign.Target), Target(assign.Target));
        }
    }

    /// <summary>A constant of a module, which is computed once.</summary>
    private Evaluation OperatorAssignIn(OperatorAssignExpression assign, Expression scope, string name)
    {
        var (outer, value) = (Lower(scope), Lower(assign.Value));
        var site = Site(assign.Operator, assign.Span, false);
        return frame =>
        {
            var ruby = frame.Runtime;
            var at = outer(frame);
            var module = at as RubyModule ?? throw ruby.NoModule(at, scope.Span);
            var isChoice = assign.Operator is "||";
            var old =
                isChoice && ruby.Known(module, name) is null
                    ? Nil.Value
                    : ruby.ConstantIn(module, name, assign.Span);
            if (assign.Operator is "||" or "&&" && Runtime.IsTrue(old) == isChoice)
            {
                return old;
            }
            var result = assign.Operator is "||" or "&&"
                ? value(frame)
                : site.Binary(frame, old, value(frame));
            if (frame.Exit == Exit.None)
            {
                ruby.SetConstant(module, name, result);
            }
            return result;
        };
    }

    private Evaluation DefinedOrNil(Expression target)
    {
        var (defined, read) = (Defined(target), Lower(target));
        return frame => defined(frame) is Nil ? Nil.Value : read(frame);
    }

    private Evaluation Combined(OperatorAssignExpression assign, Evaluation read, Action<Frame, object> store)
    {
        var before = exits;
        var value = Lower(assign.Value);
        var site = Site(assign.Operator, assign.Span, false);
        return assign.Operator switch
        {
            "||" => frame =>
            {
                var old = read(frame);
                return Runtime.IsTrue(old) ? old : Stored(frame, value(frame));
            },
            "&&" => frame =>
            {
                var old = read(frame);
                return Runtime.IsTrue(old) ? Stored(frame, value(frame)) : old;
            },
            _ when exits != before => frame =>
            {
                var old = read(frame);
                var operand = value(frame);
                return frame.Exit == Exit.None ? Stored(frame, site.Binary(frame, old, operand)) : operand;
            },
            _ => frame => Stored(frame, site.Binary(frame, read(frame), value(frame))),
        };

        object Stored(Frame frame, object result)
        {
            if (frame.Exit == Exit.None)
            {
                store(frame, result);
            }
            return result;
        }
    }

    /// <summary>The receiver and the indices are evaluated once.</summary>
    private Evaluation OperatorAssignCall(OperatorAssignExpression assign, CallExpression call)
    {
        var receiver = Lower(call.Receiver!);
        var arguments = List(call.Arguments);
        var isOwn = call.Receiver is SelfExpression;
        var getter = Site(call.Name, call.Span, isOwn);
        var setter = Site(call.Name == "[]" ? "[]=" : call.Name + "=", call.Span, isOwn);
        var site = Site(assign.Operator, assign.Span, false);
        var value = Lower(assign.Value);
        var isSafe = call.IsSafe;
        return frame =>
        {
            var self = receiver(frame);
            if (isSafe && self is Nil)
            {
                return Nil.Value;
            }
            var indices = arguments(frame);
            var old = getter.Call(frame, self, indices, null);
            object result;
            switch (assign.Operator)
            {
                case "||" when Runtime.IsTrue(old):
                case "&&" when !Runtime.IsTrue(old):
                    return old;
                case "||" or "&&":
                    result = value(frame);
                    break;
                default:
                    var operand = value(frame);
                    result = frame.Exit == Exit.None ? site.Binary(frame, old, operand) : operand;
                    break;
            }
            if (frame.Exit == Exit.None)
            {
                setter.Call(frame, self, [.. indices, result], null);
            }
            return result;
        };
    }

    private ParameterBinder Binder(Parameters parameters)
    {
        // The names of required parameters come first, so that arguments can be copied into their slots.
        var required = parameters.Required.Select(Slot).ToArray();
        var optional = parameters.Optional.Select(parameter => layout.Declare(parameter.Name)).ToArray();
        var rest = parameters.Rest is null ? -1 : layout.Declare(parameters.Rest);
        var post = parameters.Post.Select(Slot).ToArray();
        var keywords = parameters.Keywords.Select(keyword => layout.Declare(keyword.Name)).ToArray();
        var keywordRest = parameters.KeywordRest is null ? -1 : layout.Declare(parameters.KeywordRest);
        var block =
            parameters.ForwardsAll ? layout.Declare("&")
            : parameters.Block is null ? -1
            : layout.Declare(parameters.Block);
        return new ParameterBinder(
            parameters,
            layout,
            new ParameterBinder.Lowered(
                [.. parameters.Optional.Select(parameter => Lower(parameter.Default))],
                [
                    .. parameters.Keywords.Select(keyword =>
                        keyword.Default is null ? null : Lower(keyword.Default)
                    ),
                ],
                required,
                post,
                optional,
                rest,
                keywords,
                keywordRest,
                block
            )
        );
    }

    private Action<Frame, object> Slot(Expression parameter)
    {
        if (parameter is LocalVariable local)
        {
            var slot = layout.Declare(local.Name);
            return (frame, value) => frame.Locals[slot] = value;
        }
        layout.Reserve();
        DeclareAll((MultipleTarget)parameter);
        return Several((MultipleTarget)parameter);
    }

    /// <summary>Parameters in parentheses are the block's own, whatever is around it.</summary>
    private void DeclareAll(MultipleTarget targets)
    {
        foreach (var target in targets.Before.AddRange(targets.After).Append(targets.Rest))
        {
            switch (target)
            {
                case LocalVariable local:
                    layout.Declare(local.Name);
                    break;
                case MultipleTarget inner:
                    DeclareAll(inner);
                    break;
                default:
                    break;
            }
        }
    }
}
