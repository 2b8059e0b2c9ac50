namespace Bunraku.Ruby;

/// <summary>
/// How a body is being left where that is known when it is lowered; the rest are exceptions.
/// </summary>
internal enum Exit : byte
{
    None,
    Return,
    Next,
    Break,
    Redo,
}

/// <summary>One run of a method's, block's or class's body.</summary>
internal sealed class Frame(Runtime runtime, object self, object[] locals, LexicalScope scope)
{
    public Runtime Runtime { get; } = runtime;

    public object Self { get; private set; } = self;

    public object[] Locals { get; set; } = locals;

    /// <summary>The modules around it, for constants and definitions.</summary>
    public LexicalScope Scope { get; } = scope;

    /// <summary>What a block was written in.</summary>
    public Frame? Outer { get; init; }

    /// <summary>The block that the method was given.</summary>
    public RubyProc? Block { get; set; }

    /// <summary>The method that runs, for <c>super</c> and <c>__method__</c>.</summary>
    public RubyMethod? Method { get; init; }

    /// <summary>The block that runs, when one does.</summary>
    public RubyProc? Proc { get; init; }

    public Exit Exit { get; set; }

    public object ExitValue
    {
        get => exitValue ?? Nil.Value;
        set => exitValue = value;
    }

    // Not set to nil beforehand: most frames need neither, and each store into a new frame costs.
    private object? exitValue;
    private object? lastMatch;

    /// <summary>What methods are when they are defined from here on.</summary>
    public Visibility Visibility { get; set; }

    public bool IsModuleFunction { get; set; }

    /// <summary>Whether a block or binding was made in it, which may outlive the run.</summary>
    public bool IsKept { get; set; }

    /// <summary>Whether the run has ended, so that nothing can return from it any more.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The next of a method's frames that no run has.</summary>
    public Frame? NextFree { get; set; }

    /// <summary>The frame of the method, class or program that this is a part of.</summary>
    public Frame Home
    {
        get
        {
            var frame = this;
            while (frame.Outer is { } outer && frame.Method is not ProcMethod)
            {
                frame = outer;
            }
            return frame;
        }
    }

    /// <summary>The block that <c>yield</c> calls: of the method that is written around.</summary>
    public RubyProc? Yielded
    {
        get
        {
            var frame = this;
            while (frame.Outer is { } outer)
            {
                frame = outer;
            }
            return frame.Block;
        }
    }

    /// <summary>
    /// The frame that knows how methods are when they are defined: of the program, class or method that this
    /// is a part of, or of the block that <c>class_eval</c> runs.
    /// </summary>
    public Frame Definer
    {
        get
        {
            var frame = this;
            while (
                frame.Outer is { } outer
                && frame.Method is not ProcMethod
                && ReferenceEquals(outer.Scope, frame.Scope)
            )
            {
                frame = outer;
            }
            return frame;
        }
    }

    /// <summary>How a method is that is defined here without a word about it.</summary>
    public Visibility VisibilityIn(RubyModule module) =>
        Definer is var definer
        && definer.Scope.Module == module
        && (definer.Method is null || definer.Outer is not null && definer.Method is not ProcMethod)
            ? definer.Visibility
            : Visibility.Public;

    /// <summary><c>$~</c>, which a method shares with its blocks.</summary>
    public object LastMatch
    {
        get => Home.lastMatch ?? Nil.Value;
        set => Home.lastMatch = value;
    }

    /// <summary>Makes a frame that ended one that begins.</summary>
    public void Begin(object newSelf)
    {
        Self = newSelf;
        NextFree = null;
    }

    /// <summary>Takes away what a run without a block left: it has nothing else.</summary>
    public void End()
    {
        Array.Clear(Locals);
        (exitValue, lastMatch, Exit) = (null, null, Exit.None);
        (Visibility, IsModuleFunction) = (default, false);
    }

    public object Leave(Exit exit, object value)
    {
        (Exit, ExitValue) = (exit, value);
        return value;
    }
}

/// <summary>A module and those around it, as they are written.</summary>
/// <param name="IsBlock">Whether a block was only told to define methods there (<c>class_eval</c>): for
/// constants it stays where it was written.</param>
internal sealed record LexicalScope(RubyModule Module, LexicalScope? Parent, bool IsBlock = false)
{
    /// <summary>The innermost that is written around the code.</summary>
    public LexicalScope Written => IsBlock && Parent is { } outer ? outer.Written : this;
}

internal delegate object Evaluation(Frame frame);

/// <summary>Leaves a method from within one of its blocks.</summary>
internal sealed class ReturnException(Frame frame, object value) : Exception
{
    public Frame Frame => frame;

    public object Value => value;
}

/// <summary>Leaves the call that a block was given to.</summary>
internal sealed class BreakException(object tag, object value) : Exception
{
    public object Tag => tag;

    public object Value => value;
}

/// <summary>A native method was called without the block that it needs.</summary>
internal sealed class MissingBlockException : Exception;

/// <summary><c>throw</c> on its way to <c>catch</c>.</summary>
internal sealed class ThrowException(object tag, object value) : Exception
{
    public object Tag => tag;

    public object Value => value;
}

/// <summary>A Ruby exception on its way to <c>rescue</c>.</summary>
internal sealed class RubyError(RubyException value) : Exception(value.Class.Runtime.MessageOf(value))
{
    public RubyException Value => value;
}

/// <summary>A limit was reached, which no program may rescue.</summary>
internal sealed class LimitException(string message, Text.Span? place) : Exception(message)
{
    public Text.Span? Place => place;
}

/// <summary><c>retry</c>: the body that was rescued begins again.</summary>
internal sealed class RetryException(Frame frame) : Exception
{
    public Frame Frame => frame;
}
