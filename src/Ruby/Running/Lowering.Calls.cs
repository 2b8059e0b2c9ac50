using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Calls.
internal sealed partial class Lowering
{
    private Evaluation Call(CallExpression call)
    {
        if (call.Receiver is null && Special(call) is { } special)
        {
            return special;
        }
        var plain = Plain(call);
        if (
            call is
            { Name: "instance_eval" or "class_eval" or "module_eval", Block: null, Arguments.IsEmpty: false }
        )
        {
            // The text that is run there sees the variables of the place.
            var names = layout;
            return frame =>
            {
                frame.Runtime.Written = (frame, names);
                return plain(frame);
            };
        }
        return plain;
    }

    private Evaluation Plain(CallExpression call)
    {
        var isOwn = call.Receiver is null or SelfExpression;
        var site = Site(call.Name, call.NameSpan, isOwn, call.IsBare, call.Block is not null);
        var before = exits;
        var receiver = LowerOrSelf(call.Receiver);
        if (
            call
                is {
                    Arguments.Length: 1,
                    Block: null,
                    BlockArgument: null,
                    Receiver: not null,
                    IsSafe: false
                }
            && call.Arguments[0] is not (SplatExpression or HashExpression { IsBraced: false })
        )
        {
            return Binary(call, site, receiver, before);
        }
        var isPlain = call is { Block: null, BlockArgument: null, IsSafe: false };
        if (isPlain && Few(call.Arguments) is { } few)
        {
            return Few(call, site, receiver, few, before);
        }
        var arguments = List(call.Arguments);
        var mayExit = exits != before;
        var block = Passed(call.Block, call.BlockArgument);
        if (call.IsSafe)
        {
            return frame =>
                receiver(frame) is var self && self is Nil
                    ? Nil.Value
                    : site.Call(frame, self, arguments(frame), block?.Invoke(frame));
        }
        return mayExit
            ? Guarded(site, receiver, arguments, block)
            : frame =>
            {
                var self = receiver(frame);
                var values = arguments(frame);
                return site.Call(frame, self, values, block?.Invoke(frame));
            };
    }

    /// <summary>The lowered arguments of a call when they are at most two and just what is written.</summary>
    private Evaluation[]? Few(ImmutableArray<Expression> arguments) =>
        arguments.Length <= 2
        && !arguments.Any(argument => argument is SplatExpression or HashExpression { IsBraced: false })
            ? [.. arguments.Select(Lower)]
            : null;

    /// <summary>A call without a block whose few arguments need no list.</summary>
    private Evaluation Few(
        CallExpression call,
        CallSite site,
        Evaluation receiver,
        Evaluation[] arguments,
        int before
    )
    {
        if (exits != before)
        {
            return Guarded(site, receiver, frame => [.. arguments.Select(argument => argument(frame))], null);
        }
        var isOwn = call.Receiver is null or SelfExpression;
        switch (arguments)
        {
            case []:
                return isOwn
                    ? frame => site.Call(frame, frame.Self)
                    : frame => site.Call(frame, receiver(frame));
            case [var only]:
                return isOwn
                    ? frame => site.Call(frame, frame.Self, only(frame))
                    : frame => site.Call(frame, receiver(frame), only(frame));
            default:
                var (first, second) = (arguments[0], arguments[1]);
                return frame => site.Call(frame, receiver(frame), first(frame), second(frame));
        }
    }

    /// <summary>
    /// Where an argument may leave the method (<c>foo(bar || return)</c>), the call is not made.
    /// </summary>
    private static Evaluation Guarded(
        CallSite site,
        Evaluation receiver,
        Func<Frame, object[]> arguments,
        Func<Frame, RubyProc?>? block
    ) =>
        frame =>
        {
            var self = receiver(frame);
            if (frame.Exit != Exit.None)
            {
                return self;
            }
            var values = arguments(frame);
            return frame.Exit != Exit.None ? Nil.Value : site.Call(frame, self, values, block?.Invoke(frame));
        };

    private Evaluation Binary(CallExpression call, CallSite site, Evaluation receiver, int before)
    {
        var argument = Lower(call.Arguments[0]);
        if (exits != before)
        {
            return Guarded(site, receiver, frame => [argument(frame)], null);
        }
        if (call is { Name: "=~", Receiver: RegexpExpression { Source: StringExpression pattern } })
        {
            return NamedMatch(site, receiver, argument, pattern.Value);
        }
        if (Operators.Named(call.Name) is not Operator.Other)
        {
            return Computed(call, site, receiver, argument)
                ?? (frame => site.Binary(frame, receiver(frame), argument(frame)));
        }
        return frame => site.Call(frame, receiver(frame), argument(frame));
    }

    private Evaluation NamedMatch(CallSite site, Evaluation receiver, Evaluation argument, string pattern)
    {
        var targets = NamedGroups
            .Variables(pattern)
            .Select(name => (name, Target(new LocalVariable(default, name))))
            .ToArray();
        return frame =>
        {
            var result = site.Call(frame, receiver(frame), [argument(frame)], null);
            foreach (var (name, store) in targets)
            {
                store(frame, frame.LastMatch is RubyMatch match ? match.Group(name) : Nil.Value);
            }
            return result;
        };
    }

    /// <summary>The block that a call passes: written out, or given as <c>&amp;value</c>.</summary>
    private Func<Frame, RubyProc?>? Passed(BlockExpression? block, Expression? argument)
    {
        if (block is not null)
        {
            var body = Block(block);
            return frame => new RubyProc(frame.Runtime.Classes.Proc, body, frame);
        }
        if (argument is null)
        {
            return null;
        }
        var value = Lower(argument);
        return frame => frame.Runtime.ToProc(value(frame));
    }

    /// <summary>Calls that are part of the language more than of its library.</summary>
    private Evaluation? Special(CallExpression call)
    {
        switch (call.Name)
        {
            case "block_given?" or "iterator?" when call.Arguments.IsEmpty:
                return static frame => Booleans.Of(frame.Yielded is not null);
            case "lambda" when call is { Block: { } block }:
                var body = Block(block);
                return frame => new RubyProc(frame.Runtime.Classes.Proc, body, frame) { IsLambda = true };
            case "proc" when call is { Block: { } block }:
                body = Block(block);
                return frame => new RubyProc(frame.Runtime.Classes.Proc, body, frame) { IsOrphan = true };
            case "__method__" when call.Arguments.IsEmpty:
                return static frame =>
                    frame.Home.Method is { } method ? new Symbol(method.Written.Name) : Nil.Value;
            case "__callee__" when call.Arguments.IsEmpty:
                return static frame => frame.Home.Method is { } method ? new Symbol(method.Name) : Nil.Value;
            case "__ENCODING__" when call is { Receiver: null, Arguments: [] }:
                var source = SourceEncoding.Of(call.Span.File);
                return frame => EncodingMethods.Value(frame.Runtime, source);
            case "eval" when call is { Receiver: null, Arguments: [not SplatExpression and var code] }:
                var (inner, program) = (layout, Lower(code));
                return frame =>
                    Programs.RunIn(
                        new RubyBinding(frame.Runtime.Classes.Binding, frame, inner),
                        new Text.SourceFile("(eval)", frame.Runtime.Text(program(frame)))
                    );
            case "binding" when call.Arguments.IsEmpty:
                var (kept, place) = (layout, call.Span);
                return frame => new RubyBinding(frame.Runtime.Classes.Binding, frame, kept) { Place = place };
            case "local_variables" when call.Arguments.IsEmpty:
                var names = layout;
                return frame => frame.Runtime.Array([.. names.AllNames.Select(name => new Symbol(name))]);
            default:
                return null;
        }
    }

    private Evaluation Yield(YieldExpression yield)
    {
        var arguments = List(yield.Arguments);
        return frame =>
        {
            var block =
                frame.Yielded
                ?? throw frame.Runtime.Error("LocalJumpError", "no block given (yield)", yield.Span);
            return block.Call(arguments(frame));
        };
    }

    private Evaluation Super(SuperExpression super)
    {
        var arguments = super.Arguments is { } given ? List(given) : null;
        var block = Passed(super.Block, super.BlockArgument);
        var isWritten = super.Block is not null;
        return frame =>
        {
            var ruby = frame.Runtime;
            var home = frame.Home;
            if (home.Method?.Written is not { } method)
            {
                throw ruby.Error("RuntimeError", "super called outside of method", super.Span);
            }
            var values = arguments is not null ? arguments(frame) : SameArguments(home, method);
            var passed = block is null ? home.Block : block(frame);
            var next = ruby.ClassOf(frame.Self).FindSuper(method.Owner, method.Name);
            ruby.Caller = frame;
            if (next is null)
            {
                return ruby.MissingSuper(frame.Self, method.Name, values, passed, super.Span);
            }
            try
            {
                return next.Call(ruby, frame.Self, values, passed);
            }
            catch (BreakException exit) when (isWritten && exit.Tag == passed!.Origin)
            {
                return exit.Value;
            }
            finally
            {
                if (isWritten)
                {
                    passed!.IsOrphan = true;
                }
            }
        };
    }

    /// <summary>The arguments of the method itself, as its variables hold them now.</summary>
    private static object[] SameArguments(Frame home, RubyMethod method)
    {
        if (method is not InterpretedMethod { Body.Binder: { } binder })
        {
            throw home.Runtime.Error(
                "RuntimeError",
                "implicit argument passing of super from method defined by define_method() is not supported. "
                    + "Specify all arguments explicitly."
            );
        }
        var (parameters, layout) = (binder.Parameters, binder.Layout);
        object Of(string name) => home.Locals[layout.Find(name)!.Value.Slot] ?? Nil.Value;
        var values = new List<object>();
        values.AddRange(parameters.Required.OfType<LocalVariable>().Select(parameter => Of(parameter.Name)));
        values.AddRange(parameters.Optional.Select(parameter => Of(parameter.Name)));
        if (parameters.Rest is { } rest)
        {
            values.AddRange(home.Runtime.Splat(Of(rest)));
        }
        values.AddRange(parameters.Post.OfType<LocalVariable>().Select(parameter => Of(parameter.Name)));
        if (parameters.Keywords.Length > 0 || parameters.KeywordRest is not null)
        {
            var hash = home.Runtime.Hash();
            hash.IsKeywords = true;
            foreach (var keyword in parameters.Keywords)
            {
                hash[new Symbol(keyword.Name)] = Of(keyword.Name);
            }
            if (parameters.KeywordRest is { } more)
            {
                foreach (var (key, value) in home.Runtime.ToHash(Of(more)).Pairs)
                {
                    hash[key] = value;
                }
            }
            values.Add(hash);
        }
        return [.. values];
    }
}
