using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Control.
internal sealed partial class Lowering
{
    private Evaluation If(IfExpression choice)
    {
        var before = exits;
        var condition = Decided(choice.Condition);
        var mayExit = exits != before;
        var (then, otherwise) = (LowerOrNil(choice.Then), LowerOrNil(choice.Else));
        return mayExit
            ? frame =>
                condition(frame) is var isTrue && frame.Exit != Exit.None ? Nil.Value
                : isTrue ? then(frame)
                : otherwise(frame)
            : frame => condition(frame) ? then(frame) : otherwise(frame);
    }

    /// <summary>A condition: in one, a range is a switch, turned on by one end, off by the other.</summary>
    private Test Decided(Expression condition)
    {
        switch (condition)
        {
            case SequenceExpression { Items: [var only] }:
                return Decided(only);
            case NotExpression not:
                var inner = Decided(not.Value);
                return frame => !inner(frame);
            case RangeExpression { From: not null and not NumberExpression, To: not null } range:
                var flip = FlipFlop(range);
                return frame => Runtime.IsTrue(flip(frame));
            default:
                return Tested(condition);
        }
    }

    private Evaluation FlipFlop(RangeExpression range)
    {
        var root = layout;
        while (root.Parent is { } outer)
        {
            root = outer;
        }
        var name = $"%{root.Count}";
        root.Declare(name);
        var (depth, slot) = layout.Find(name)!.Value;
        var (on, off) = (Lower(range.From!), Lower(range.To!));
        var isLate = range.IsExclusive;
        return frame =>
        {
            var home = At(frame, depth);
            if (slot >= home.Locals.Length)
            {
                home.Locals = [.. home.Locals, .. new object[slot + 1 - home.Locals.Length]];
            }
            if (home.Locals[slot] is not true)
            {
                if (!Runtime.IsTrue(on(frame)))
                {
                    return Booleans.False;
                }
                home.Locals[slot] = Booleans.Of(isLate || !Runtime.IsTrue(off(frame)));
                return Booleans.True;
            }
            home.Locals[slot] = Booleans.Of(!Runtime.IsTrue(off(frame)));
            return Booleans.True;
        };
    }

    private Evaluation And(AndExpression and)
    {
        var (left, right) = (Lower(and.Left), Lower(and.Right));
        return frame =>
            left(frame) is var value && Runtime.IsTrue(value) && frame.Exit == Exit.None
                ? right(frame)
                : value;
    }

    private Evaluation Or(OrExpression or)
    {
        var (left, right) = (Lower(or.Left), Lower(or.Right));
        return frame =>
            left(frame) is var value && (Runtime.IsTrue(value) || frame.Exit != Exit.None)
                ? value
                : right(frame);
    }

    private Evaluation Not(NotExpression not)
    {
        var value = Tested(not.Value);
        return frame => Booleans.Of(!value(frame));
    }

    private Evaluation While(WhileExpression loop)
    {
        var condition = Tested(loop.Condition);
        loops++;
        var body = Lower(loop.Body);
        loops--;
        var (isUntil, isAfter) = (loop.IsUntil, loop.IsAfter);
        return frame =>
        {
            var skipsCondition = isAfter;
            while (skipsCondition || condition(frame) != isUntil)
            {
                skipsCondition = false;
                frame.Runtime.Step();
                body(frame);
                if (frame.Exit == Exit.Next)
                {
                    frame.Exit = Exit.None;
                }
                else if (frame.Exit == Exit.Break)
                {
                    frame.Exit = Exit.None;
                    return frame.ExitValue;
                }
                else if (frame.Exit == Exit.Redo)
                {
                    (frame.Exit, skipsCondition) = (Exit.None, true);
                }
                else if (frame.Exit != Exit.None)
                {
                    return frame.ExitValue;
                }
            }
            return Nil.Value;
        };
    }

    private Evaluation For(ForExpression loop)
    {
        var items = Lower(loop.Items);
        var store = Target(loop.Target);
        loops++;
        var body = Lower(loop.Body);
        loops--;
        return frame =>
        {
            var source = items(frame);
            foreach (var item in frame.Runtime.Each(source))
            {
                store(frame, item);
                frame.Runtime.Step();
                body(frame);
                if (frame.Exit == Exit.Next)
                {
                    frame.Exit = Exit.None;
                }
                else if (frame.Exit == Exit.Break)
                {
                    frame.Exit = Exit.None;
                    return frame.ExitValue;
                }
                else if (frame.Exit != Exit.None)
                {
                    return frame.ExitValue;
                }
            }
            return source;
        };
    }

    private Evaluation Case(CaseExpression choice)
    {
        var subject = choice.Subject is null ? null : Lower(choice.Subject);
        var clauses = choice
            .Clauses.Select(clause =>
                (Conditions: clause.Conditions.Select(Condition).ToArray(), Body: Lower(clause.Body))
            )
            .ToArray();
        var otherwise = LowerOrNil(choice.Else);
        return frame =>
        {
            var value = subject?.Invoke(frame);
            foreach (var (conditions, body) in clauses)
            {
                foreach (var condition in conditions)
                {
                    if (condition(frame, value))
                    {
                        return body(frame);
                    }
                }
            }
            return otherwise(frame);
        };
    }

    private Func<Frame, object?, bool> Condition(Expression condition)
    {
        if (condition is SplatExpression splat)
        {
            var items = Lower(splat.Value);
            var each = Site("===", condition.Span, true);
            return (frame, subject) =>
                frame
                    .Runtime.Splat(items(frame))
                    .Any(item =>
                        subject is null
                            ? Runtime.IsTrue(item)
                            : Runtime.IsTrue(each.Binary(frame, item, subject))
                    );
        }
        var value = Lower(condition);
        var site = Site("===", condition.Span, true);
        return (frame, subject) =>
            Runtime.IsTrue(subject is null ? value(frame) : site.Binary(frame, value(frame), subject));
    }

    private Evaluation Begin(BeginExpression begin)
    {
        var body = Lower(begin.Body);
        var otherwise = begin.Else is null ? null : Lower(begin.Else);
        if (begin.Rescues.Length > 0)
        {
            body = Rescuing(begin, body, otherwise);
        }
        else if (otherwise is not null)
        {
            var plain = body;
            body = frame =>
            {
                var value = plain(frame);
                return frame.Exit == Exit.None ? otherwise(frame) : value;
            };
        }
        if (begin.Ensure is not { } ensure)
        {
            return body;
        }
        var last = Lower(ensure);
        return frame =>
        {
            object result;
            try
            {
                result = body(frame);
            }
            catch (Exception failure)
            {
                var outer = frame.Runtime.CurrentError;
                frame.Runtime.CurrentError = (failure as RubyError)?.Value ?? outer;
                try
                {
                    last(frame);
                }
                finally
                {
                    frame.Runtime.CurrentError = outer;
                }
                if (frame.Exit == Exit.None)
                {
                    throw;
                }
                // Leaving from there forgets what went wrong.
                return frame.ExitValue;
            }
            var (exit, value) = (frame.Exit, frame.ExitValue);
            frame.Exit = Exit.None;
            last(frame);
            if (frame.Exit == Exit.None)
            {
                (frame.Exit, frame.ExitValue) = (exit, value);
            }
            return result;
        };
    }

    private sealed record Rescue(
        Func<Frame, object[]> Classes,
        Action<Frame, object>? Store,
        Evaluation Body
    );

    private Evaluation Rescuing(BeginExpression begin, Evaluation body, Evaluation? otherwise)
    {
        var rescues = begin
            .Rescues.Select(rescue => new Rescue(
                List(rescue.Classes),
                rescue.Target is null ? null : Target(rescue.Target),
                Lower(rescue.Body)
            ))
            .ToArray();
        return frame =>
        {
            while (true)
            {
                var depth = frame.Runtime.Depth;
                (RubyException Error, Rescue Rescue)? caught = null;
                try
                {
                    var value = body(frame);
                    if (otherwise is null || frame.Exit != Exit.None)
                    {
                        return value;
                    }
                }
                catch (RubyError error)
                {
                    // Not in a filter: what goes wrong there would be lost.
                    var before = frame.Runtime.CurrentError;
                    frame.Runtime.CurrentError = error.Value;
                    var chosen = Chosen(frame, rescues, error.Value);
                    frame.Runtime.CurrentError = before;
                    if (chosen is null)
                    {
                        throw;
                    }
                    caught = (error.Value, chosen);
                }
                if (caught is not var (raised, rescue))
                {
                    return otherwise is null ? Nil.Value : otherwise(frame);
                }
                // Not within `catch`: until that ends, the stack is as deep as where it was raised.
                frame.Runtime.Depth = depth;
                var outer = frame.Runtime.CurrentError;
                frame.Runtime.CurrentError = raised;
                try
                {
                    rescue.Store?.Invoke(frame, raised);
                    return rescue.Body(frame);
                }
                catch (RetryException retry) when (retry.Frame == frame)
                {
                    frame.Runtime.Step();
                }
                finally
                {
                    frame.Runtime.CurrentError = outer;
                }
            }
        };
    }

    private static Rescue? Chosen(Frame frame, Rescue[] rescues, RubyException error)
    {
        foreach (var rescue in rescues)
        {
            var classes = rescue.Classes(frame);
            if (
                classes.Length == 0
                    ? error.Class.Is(frame.Runtime.Classes.StandardError)
                    : classes.Any(type => Matches(frame, type, error))
            )
            {
                return rescue;
            }
        }
        return null;
    }

    private static bool Matches(Frame frame, object type, RubyException error) =>
        type is not RubyModule module
            ? throw frame.Runtime.Error("TypeError", "class or module required for rescue clause")
        : module.Attached is null && module.Class.FindMethod("===") is NativeMethod ? error.Class.Is(module)
        : Runtime.IsTrue(frame.Runtime.Send(type, "===", error));

    private Evaluation ExitOf(ExitExpression exit)
    {
        exits++;
        var value = LowerOrNil(exit.Value);
        if (exit.Kind == ExitKind.Retry)
        {
            return static frame => throw new RetryException(frame);
        }
        var kind = exit.Kind switch
        {
            ExitKind.Return => Exit.Return,
            ExitKind.Break => Exit.Break,
            ExitKind.Next => Exit.Next,
            _ => Exit.Redo,
        };
        if (!isBlock && loops == 0 && kind != Exit.Return)
        {
            return frame => throw frame.Runtime.Error("LocalJumpError", "unexpected exit", exit.Span);
        }
        return frame => frame.Leave(kind, value(frame));
    }
}
