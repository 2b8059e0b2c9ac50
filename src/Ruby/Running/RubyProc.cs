namespace Bunraku.Ruby;

/// <summary>A block with what is around it; a lambda checks its arguments and returns for itself.</summary>
public sealed class RubyProc : RubyObject
{
    private readonly Body? body;
    private readonly Frame? frame;
    private readonly Func<object[], RubyProc?, object>? native;
    private readonly int nativeArity;
    private readonly object self;

    internal RubyProc(RubyModule type, Body body, Frame frame)
        : base(type)
    {
        (this.body, this.frame, self) = (body, frame, frame.Self);
        frame.IsKept = true;
    }

    private RubyProc(RubyProc original, object self, RubyModule? type = null)
        : base(type ?? original.Class)
    {
        (body, frame, native, nativeArity, this.self) = (
            original.body,
            original.frame,
            original.native,
            original.nativeArity,
            self
        );
        IsLambda = original.IsLambda;
        Origin = original.Origin;
    }

    internal RubyProc(RubyModule type, Func<object[], RubyProc?, object> native, int arity = -1)
        : base(type) => (this.native, nativeArity, self) = (native, arity, Nil.Value);

    internal bool IsLambda { get; set; }

    /// <summary>What was written, of which this is a copy; a break out of it names the original.</summary>
    internal RubyProc Origin
    {
        get => field ?? this;
        private init;
    }

    /// <summary>Whether the call that it was written for has ended, so that none can be broken off.</summary>
    internal bool IsOrphan { get; set; }

    internal object Self => self;

    internal Frame? Frame => frame;

    internal Layout? Layout => body?.Layout;

    internal Text.Span? Span => body?.Span;

    internal int Arity =>
        body is null ? nativeArity
        : IsLambda ? body.Binder.Arity
        : body.Binder.ProcArity;

    internal ParameterBinder? Binder => body?.Binder;

    internal Parameters? Parameters => Binder?.Parameters;

    /// <summary>The block that a method cannot do without.</summary>
    internal static RubyProc Given(RubyProc? block) => block ?? throw new MissingBlockException();

    internal RubyProc AsLambda() => new(this, self) { IsLambda = true };

    internal RubyProc WithSelf(object other) => new(this, other);

    /// <summary>A copy, of a class of procs.</summary>
    internal RubyProc As(RubyModule type) => new(this, self, type);

    internal object Call(params object[] arguments) => Run(self, arguments, null, null, frame?.Scope);

    internal object CallWith(object[] arguments, RubyProc? block) =>
        Run(self, arguments, block, null, frame?.Scope);

    /// <summary>
    /// Runs it with another <c>self</c>; definitions in it go to a module, when one is given.
    /// </summary>
    internal object CallOn(
        object other,
        object[] arguments,
        RubyModule? definitions,
        RubyProc? block = null
    ) =>
        Run(
            other,
            arguments,
            block,
            null,
            definitions is null ? frame?.Scope : new LexicalScope(definitions, frame?.Scope, IsBlock: true)
        );

    internal object CallAsMethod(object other, object[] arguments, RubyProc? block, RubyMethod method)
    {
        if (body is null)
        {
            return native!(arguments, block);
        }
        return IsLambda
            ? Run(other, arguments, block, method, frame!.Scope)
            : AsLambda().Run(other, arguments, block, method, frame!.Scope);
    }

    private object Run(
        object other,
        object[] arguments,
        RubyProc? block,
        RubyMethod? method,
        LexicalScope? scope
    )
    {
        if (body is null)
        {
            return native!(arguments, block);
        }
        var ruby = frame!.Runtime;
        var inner = new Frame(ruby, other, new object[body.Layout.Count], scope!)
        {
            Outer = frame,
            Block = block ?? (method is null ? frame.Block : null),
            Method = method ?? frame.Method,
            Proc = this,
        };
        ruby.Enter();
        try
        {
            body.Binder.Bind(inner, arguments, IsLambda);
            return Finish(inner);
        }
        catch (ReturnException exit) when (IsLambda && exit.Frame == inner)
        {
            return exit.Value;
        }
        catch (BreakException exit) when (IsLambda && exit.Tag == Origin)
        {
            return exit.Value;
        }
        finally
        {
            ruby.Leave();
            inner.HasEnded = true;
        }
    }

    private object Finish(Frame inner)
    {
        while (true)
        {
            var value = body!.Evaluation(inner);
            switch (inner.Exit)
            {
                case Exit.None:
                    return value;
                case Exit.Redo:
                    inner.Exit = Exit.None;
                    inner.Runtime.Step();
                    break;
                case Exit.Next:
                    return inner.ExitValue;
                case Exit.Break:
                    return IsLambda ? inner.ExitValue
                        : Origin.IsOrphan ? throw Stranded(inner, "break from proc-closure", "break")
                        : throw new BreakException(Origin, inner.ExitValue);
                default:
                    if (IsLambda)
                    {
                        return inner.ExitValue;
                    }
                    var home = Lambda(inner);
                    throw home.HasEnded || home is { Method: null, Outer: null } && inner.Runtime.Depth > 2
                        ? Stranded(inner, "unexpected return", "return")
                        : new ReturnException(home, inner.ExitValue);
            }
        }
    }

    /// <summary>There is nothing that could be left.</summary>
    private static RubyError Stranded(Frame inner, string message, string reason)
    {
        var error = inner.Runtime.Error("LocalJumpError", message);
        (error.Value.Details["reason"], error.Value.Details["exit_value"]) = (
            new Symbol(reason),
            inner.ExitValue
        );
        return error;
    }

    /// <summary>What a return leaves: the lambda or the method around.</summary>
    private static Frame Lambda(Frame inner)
    {
        var at = inner.Outer!;
        while (at.Outer is { } outer && !(at.Proc is { IsLambda: true }))
        {
            at = outer;
        }
        return at;
    }
}
