namespace Bunraku.Ruby;

/// <summary>What a method written in C# does.</summary>
public delegate object NativeBody(Runtime ruby, object self, object[] arguments, RubyProc? block);

/// <summary>A method, whoever wrote it.</summary>
internal abstract class RubyMethod(string name, RubyModule owner)
{
    public string Name { get; } = name;

    /// <summary>The module that it was found in, for <c>super</c>.</summary>
    public RubyModule Owner { get; } = owner;

    public Visibility Visibility { get; init; }

    /// <summary>
    /// What was defined, of which this is an alias or a copy with another visibility: <c>super</c> goes on
    /// from there.
    /// </summary>
    public RubyMethod Written
    {
        get => field ?? this;
        private set;
    }

    /// <summary>Whether a method of this name is private wherever it is defined.</summary>
    public static bool IsAlwaysPrivate(string name) =>
        name
            is "initialize"
                or "initialize_copy"
                or "initialize_clone"
                or "initialize_dup"
                or "respond_to_missing?";

    public abstract int Arity { get; }

    public abstract object Call(Runtime ruby, object self, object[] arguments, RubyProc? block);

    public abstract RubyMethod With(string name, RubyModule owner, Visibility visibility);

    /// <summary>Whether two do the same; those of C# are made anew each time they are found.</summary>
    public virtual bool IsSame(RubyMethod other) => this == other;

    /// <summary>The same method in another place, where it stays what it is.</summary>
    public RubyMethod Again(string name, RubyModule owner, Visibility visibility)
    {
        var again = With(name, owner, visibility);
        again.Written = Written;
        return again;
    }
}

internal sealed class NativeMethod(
    string name,
    RubyModule owner,
    int least,
    int most,
    NativeBody body,
    bool isIterator = false
) : RubyMethod(name, owner)
{
    private readonly NativeBody body = body;

    public override int Arity => least == most ? least : -least - 1;

    public override bool IsSame(RubyMethod other) => other is NativeMethod native && native.body == body;

    public override object Call(Runtime ruby, object self, object[] arguments, RubyProc? block)
    {
        if (arguments.Length < least || arguments.Length > most)
        {
            throw Arguments.WrongNumber(ruby, arguments.Length, least, most);
        }
        if (block is null && isIterator && (arguments.Length == 0 || Name != "transform_keys"))
        {
            return new RubyEnumerator(ruby.Classes.Enumerator, self, Name, arguments);
        }
        try
        {
            return body(ruby, self, arguments, block);
        }
        catch (MissingBlockException)
        {
            throw ruby.Error("LocalJumpError", "no block given (yield)");
        }
        catch (Exception failure) when (NativeFailure.Is(failure))
        {
            throw NativeFailure.Translated(ruby, Name, arguments, failure);
        }
    }

    public override RubyMethod With(string name, RubyModule owner, Visibility visibility) =>
        new NativeMethod(name, owner, least, most, body, isIterator) { Visibility = visibility };
}

/// <summary>A method that was taken away, so that an inherited one is not found either.</summary>
internal sealed class UndefinedMethod(string name, RubyModule owner) : RubyMethod(name, owner)
{
    public override int Arity => 0;

    public override object Call(Runtime ruby, object self, object[] arguments, RubyProc? block) =>
        throw new System.Diagnostics.UnreachableException();

    public override RubyMethod With(string name, RubyModule owner, Visibility visibility) => this;
}

/// <summary>A method made of a block.</summary>
internal sealed class ProcMethod(string name, RubyModule owner, RubyProc proc) : RubyMethod(name, owner)
{
    public override int Arity => proc.Arity;

    public Text.Span? Span => proc.Span;

    public Parameters? Parameters => proc.Parameters;

    public ParameterBinder? Binder => proc.Binder;

    public override object Call(Runtime ruby, object self, object[] arguments, RubyProc? block) =>
        proc.CallAsMethod(self, arguments, block, this);

    public override RubyMethod With(string name, RubyModule owner, Visibility visibility) =>
        new ProcMethod(name, owner, proc) { Visibility = visibility };
}

/// <summary>A method written in Ruby.</summary>
internal sealed class InterpretedMethod(string name, RubyModule owner, Body body, LexicalScope scope)
    : RubyMethod(name, owner)
{
    public Body Body => body;

    public LexicalScope Scope => scope;

    public override int Arity => body.Binder.Arity;

    private Frame? free;

    /// <summary>
    /// A frame for one run without a block, its variables empty. Most runs leave nothing that knows their
    /// frame, so that it serves the next one: to call a method then takes no new memory.
    /// </summary>
    public Frame Begin(Runtime ruby, object self)
    {
        // A binding may have given the method variables of its own since.
        if (free is not { } frame || frame.Locals.Length != body.Layout.Count)
        {
            return new Frame(ruby, self, new object[body.Layout.Count], scope) { Method = this };
        }
        free = frame.NextFree;
        frame.Begin(self);
        return frame;
    }

    /// <summary>The run that <see cref="Begin"/> made a frame for has ended.</summary>
    public void End(Frame frame)
    {
        if (frame.IsKept)
        {
            frame.HasEnded = true;
            return;
        }
        frame.End();
        frame.NextFree = free;
        free = frame;
    }

    public override object Call(Runtime ruby, object self, object[] arguments, RubyProc? block)
    {
        var frame = new Frame(ruby, self, new object[body.Layout.Count], scope)
        {
            Block = block,
            Method = this,
        };
        body.Binder.Bind(frame, arguments, isStrict: true);
        return Run(ruby, frame);
    }

    /// <summary>A call whose arguments nobody else has: they may become the variables as they are.</summary>
    public object CallWithOwn(Runtime ruby, object self, object[] arguments, RubyProc? block)
    {
        var isBound =
            body.Binder.IsSimple
            && body.Layout.Count == arguments.Length
            && arguments is not [.., RubyHash { IsKeywords: true }];
        return isBound
            ? Run(ruby, new Frame(ruby, self, arguments, scope) { Block = block, Method = this })
            : Call(ruby, self, arguments, block);
    }

    public object Run(Runtime ruby, Frame frame)
    {
        ruby.Enter();
        try
        {
            var value = body.Evaluation(frame);
            return frame.Exit == Exit.None ? value : frame.ExitValue;
        }
        catch (ReturnException exit) when (exit.Frame == frame)
        {
            return exit.Value;
        }
        finally
        {
            ruby.Leave();
            frame.HasEnded = true;
        }
    }

    public override RubyMethod With(string name, RubyModule owner, Visibility visibility) =>
        new InterpretedMethod(name, owner, body, scope) { Visibility = visibility };
}

/// <summary>What is run of a method or block: its variables, parameters and lowered code.</summary>
internal sealed record Body(Layout Layout, ParameterBinder Binder, Evaluation Evaluation, Text.Span Span);
