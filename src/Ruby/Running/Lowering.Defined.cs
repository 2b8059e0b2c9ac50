namespace Bunraku.Ruby;

// What `defined?` says.
internal sealed partial class Lowering
{
    private Evaluation Defined(Expression expression)
    {
        switch (expression)
        {
            case SequenceExpression { Items: [var only] }:
                return Defined(only);
            case SequenceExpression { Items: [] }:
            case NilExpression:
                return Says("nil");
            case LocalVariable:
                return Says("local-variable");
            case InstanceVariable variable:
                return Says(
                    "instance-variable",
                    frame => (frame.Self as RubyObject)?.Variable(variable.Name) is not null
                );
            case GlobalVariable variable:
                return Says("global-variable", frame => frame.Runtime.HasGlobal(frame, variable.Name));
            case ClassVariable variable:
                return Says("class variable", frame => ClassVariables.Find(frame, variable.Name) is not null);
            case ConstantExpression constant:
                return DefinedConstant(constant);
            case CallExpression call:
                return DefinedCall(call);
            case NotExpression not:
                return Says("method", All([not.Value]));
            case ArrayExpression array:
                return Says("expression", All(array.Items));
            case YieldExpression:
                return Says("yield", static frame => frame.Yielded is not null);
            case SuperExpression:
                return Says(
                    "super",
                    static frame =>
                        frame.Home.Method?.Written is { } method
                        && frame.Runtime.ClassOf(frame.Self).FindSuper(method.Owner, method.Name) is not null
                );
            case AssignExpression { Target: CallExpression call }:
                return DefinedCall(
                    call with
                    {
                        Name = call.Name == "[]" ? "[]=" : call.Name + "=",
                        IsBare = false,
                    }
                );
            case AssignExpression or OperatorAssignExpression or MultipleAssignExpression:
                return Says("assignment");
            case SelfExpression:
                return Says("self");
            case BooleanExpression truth:
                return Says(truth.Value ? "true" : "false");
            default:
                return Says("expression");
        }
    }

    private static Evaluation Says(string text, Test? test = null) =>
        frame =>
            test is null || test(frame)
                ? new RubyString(frame.Runtime.Classes.String, text) { IsFrozen = true }
                : Nil.Value;

    /// <summary>Whether all parts of an expression are there.</summary>
    private Test All(IEnumerable<Expression> parts)
    {
        var tests = parts
            .Select(part => Defined(part is SplatExpression splat ? splat.Value : part))
            .ToArray();
        return frame => System.Array.TrueForAll(tests, test => test(frame) is not Nil);
    }

    private Evaluation DefinedConstant(ConstantExpression constant)
    {
        var name = constant.Name;
        if (constant.Scope is not { } scope)
        {
            return Says(
                "constant",
                constant.IsTop
                    ? frame => frame.Runtime.Known(frame.Runtime.Classes.Object, name) is not null
                    : frame => frame.Runtime.Known(frame.Scope, name) is not null
            );
        }
        var (isThere, outer) = (Defined(scope), Lower(scope));
        return Says(
            "constant",
            Attempt(frame =>
                isThere(frame) is not Nil
                && outer(frame) is RubyModule module
                && frame.Runtime.Known(module, name) is not null
                && module.Hiding(name) is null
            )
        );
    }

    private Evaluation DefinedCall(CallExpression call)
    {
        var name = call.Name;
        var arguments = All(call.Arguments.Where(argument => argument is not HashExpression));
        if (call is { Receiver: null, Name: "__ENCODING__" })
        {
            return Says("expression");
        }
        if (call.Receiver is null)
        {
            return Says(
                "method",
                frame =>
                    (
                        name is "block_given?" or "binding" or "__method__" or "lambda" or "proc"
                        || frame.Runtime.RespondsTo(frame.Self, name, isAll: true)
                    ) && arguments(frame)
            );
        }
        var (isThere, receiver) = (Defined(call.Receiver), Lower(call.Receiver));
        return Says(
            "method",
            Attempt(frame =>
            {
                if (isThere(frame) is Nil || !arguments(frame))
                {
                    return false;
                }
                var self = receiver(frame);
                return frame.Runtime.RespondsTo(self, name)
                    || frame.Runtime.ClassOf(self).FindMethod(name)
                        is { Visibility: Visibility.Protected } method
                        && frame.Runtime.ClassOf(frame.Self).Is(method.Owner);
            })
        );
    }

    /// <summary>What fails while it is looked at is not there.</summary>
    private static Test Attempt(Test test) =>
        frame =>
        {
            var depth = frame.Runtime.Depth;
            try
            {
                return test(frame);
            }
            catch (RubyError)
            {
                frame.Runtime.Depth = depth;
                return false;
            }
        };
}
