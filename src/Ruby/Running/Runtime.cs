using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>
/// One world of Ruby: its classes, constants and global variables, and how far it has gone. Not for several
/// threads at once. Split by theme: constants and classes, conversions.
/// </summary>
public sealed partial class Runtime
{
    /// <summary>The version of Ruby whose language and libraries these are.</summary>
    public const string LanguageVersion = "3.1.2";

    /// <summary>How paths of code of ours begin: an error in it is one of the code that called it.</summary>
    public const string InternalPrefix = "<internal:";

    private const int ClockEvery = 4096;

    /// <summary>The step at which limits are looked at again.</summary>
    private long nextLook;
    private long memoryBefore;
    private long allocatedBefore;
    private long memoryLook;
    private readonly ConditionalWeakTable<object, object> ids = [];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private CallSite?[] sites = new CallSite?[64];
    private long steps;
    private long nextId = 8;
    private int placed;

    public Runtime(RubyDoors? doors = null, RubyLimits? limits = null)
    {
        Doors = doors ?? new RubyDoors();
        Limits = limits ?? new RubyLimits();
        nextLook = Math.Min(ClockEvery, Limits.Steps + 1);
        BeginMemory();
        Classes = new ClassTable(this);
        Main = new RubyObject(Classes.Object);
        Top = new LexicalScope(Classes.Object, null);
        Library.Define(this);
    }

    public RubyDoors Doors { get; }

    public RubyLimits Limits { get; }

    public ClassTable Classes { get; }

    internal RubyObject Main { get; }

    internal LexicalScope Top { get; }

    /// <summary>Grows when a method is defined anywhere: what call sites remember is then old.</summary>
    internal int Version { get; set; }

    /// <summary>Whether any class wants to be told of new methods.</summary>
    internal bool HearsOfMethods { get; set; }

    internal int Hierarchy { get; set; }

    internal int ConstantVersion { get; set; }

    /// <summary>The frame that the running native method was called from.</summary>
    internal Frame? Caller { get; set; }

    internal CallSite? Site { get; set; }

    /// <summary>Why the value did not fit the pattern that was tried last.</summary>
    internal (Func<string> Why, bool IsKey)? Mismatch { get; set; }

    internal int Depth { get; set; }

    internal RubyException? CurrentError { get; set; }

    internal HashSet<string> Required { get; } = [];

    /// <summary>What is being shown: an object that holds itself is not shown within itself.</summary>
    internal HashSet<object> Inspected { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Of the blocks that run and may take so long, innermost last.</summary>
    internal Stack<Deadline> Deadlines { get; } = [];

    /// <summary>Where the program is, to be put back after C# has run other programs in between.</summary>
    public (int Depth, object? Caller, object? Site) Position
    {
        get => (Depth, Caller, Site);
        set => (Depth, Caller, Site) = (value.Depth, (Frame?)value.Caller, (CallSite?)value.Site);
    }

    internal static bool IsTrue(object value) => value is bool truth ? truth : value is not Nil;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enter()
    {
        Step();
        // The check of the stack keeps far more in reserve than a few calls take.
        if ((++Depth & 7) == 0)
        {
            CheckDepth();
        }
    }

    private void CheckDepth()
    {
        if (Depth > Limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Depth--;
            throw Error("SystemStackError", "stack level too deep");
        }
    }

    internal void Leave() => Depth--;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Push(CallSite site)
    {
        var known = sites;
        if ((uint)placed < (uint)known.Length)
        {
            known[placed] = site;
        }
        else
        {
            PushFar(site);
        }
        placed++;
    }

    private void PushFar(CallSite site)
    {
        if (placed < Limits.Depth * 4)
        {
            System.Array.Resize(ref sites, Math.Min(2 * placed, Limits.Depth * 4));
            sites[placed] = site;
        }
    }

    internal void Pop() => placed--;

    /// <summary>Where calls are being made, innermost first.</summary>
    internal IEnumerable<Span> Places()
    {
        for (var i = Math.Min(placed, sites.Length) - 1; i >= 0; i--)
        {
            yield return sites[i]!.Span;
        }
    }

    /// <summary>The bodies that run, innermost first, each with the place that it has come to.</summary>
    internal IEnumerable<(Span Place, string Label)> Trace()
    {
        for (var i = Math.Min(placed, sites.Length) - 1; i >= 0; i--)
        {
            var site = sites[i]!;
            if (site.Native is { } native)
            {
                yield return (site.Span, native);
            }
            yield return (site.Span, site.Label);
        }
    }

    internal static string Told((Span Place, string Label) call) =>
        $"{call.Place.File.Path}:{call.Place.Line}:in `{call.Label}'";

    /// <summary>Puts text out: where the program sent its output, or through the door.</summary>
    internal void Print(string text)
    {
        if (
            globals.GetValueOrDefault("$stdout") is { } output
            && output != Classes.Object.Constants.GetValueOrDefault("STDOUT")
        )
        {
            Send(output, "write", String(text));
        }
        else
        {
            Doors.Print(text);
        }
    }

    /// <summary>
    /// The place that hands a text over to be run, with the variables that are written there.
    /// </summary>
    internal (Frame? Frame, Layout? Names) Written { get; set; }

    internal void SetLastMatch(object match)
    {
        if (Caller is { } frame)
        {
            frame.LastMatch = match;
        }
    }

    /// <summary>A class of this name (<c>A::B</c>), made with its modules where it is not there.</summary>
    public RubyModule DefineClass(string name, RubyModule? parent = null)
    {
        var outer = Classes.Object;
        var parts = name.Split("::");
        foreach (var part in parts[..^1])
        {
            if (!outer.Constants.TryGetValue(part, out var known))
            {
                SetConstant(outer, part, known = NewModule(null));
            }
            outer = (RubyModule)known;
        }
        if (!outer.Constants.TryGetValue(parts[^1], out var found))
        {
            SetConstant(outer, parts[^1], found = NewClass(parent ?? Classes.Object));
        }
        return (RubyModule)found;
    }

    /// <summary>The error to be thrown by a method that is written in C#.</summary>
    public Exception Fault(string type, string message) => Error((RubyModule)FindConstant(type)!, message);

    /// <summary>A regular expression as a value.</summary>
    public object Regexp(string source) => new RubyRegexp(Classes.Regexp, source, "");

    /// <summary>The source of a regular expression, or null when the value is none.</summary>
    public static string? SourceOf(object value) =>
        value is RubyRegexp { Flags: "" } plain ? plain.Source : (value as RubyRegexp)?.Embedded;

    /// <summary>A block as what C# can call.</summary>
    public static object Call(RubyProc block, params object[] arguments) => block.Call(arguments);

    /// <summary>A value's text, as interpolation has it.</summary>
    public string TextOf(object value) => ToText(value);

    /// <summary>Runs a program; what it defines stays.</summary>
    internal object Run(ProgramExpression program, object? self = null)
    {
        var body = Lowering.Program(program);
        return Run(body, self ?? Main);
    }

    internal object Run(Body body, object self)
    {
        var frame = new Frame(this, self, new object[body.Layout.Count], Top)
        {
            Visibility = Visibility.Private,
        };
        Enter();
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
            Leave();
            frame.HasEnded = true;
        }
    }

    internal RubyError Error(string type, string message, Span? place = null) =>
        Error((RubyModule)Classes.Object.Constants[type], message, place);

    internal RubyError Error(RubyModule type, string message, Span? place = null)
    {
        var value = new RubyException(type) { Message = String(message), Place = place };
        return Raise(value);
    }

    /// <summary>Whether it says that an iteration has ended.</summary>
    internal bool IsEnd(RubyError error) =>
        error.Value.Class.Is((RubyModule)Classes.Object.Constants["StopIteration"]);

    internal RubyError Raise(RubyException value)
    {
        var raised = value.Place ?? Site?.Span;
        value.Place ??= Here;
        if (value.Backtrace is Nil)
        {
            var calls = Trace().SkipWhile(call => call.Label is "raise" or "fail").Take(100).ToList();
            if (raised is { } place && (calls.Count == 0 || calls[0].Place != place))
            {
                var site = placed > 0 && placed <= sites.Length ? sites[placed - 1] : null;
                var label =
                    Site?.Span == place ? Site.Label
                    : site is null ? "<main>"
                    : site.Native is null ? site.Name
                    : site.HasBlock ? CallSite.BlockIn(site.Label)
                    : site.Label;
                calls.Insert(0, (place, label));
            }
            value.Backtrace = Array([.. calls.Select(call => String(Told(call)))]);
        }
        if (!value.HasCause)
        {
            value.HasCause = true;
            value.Cause = CurrentError is { } cause && !cause.IsCausedBy(value) ? cause : Nil.Value;
        }
        return new RubyError(value);
    }

    /// <summary>Whether a place lies in code of the user: ours is only passed through.</summary>
    public static bool IsOfUser(Span place) =>
        !place.File.Path.StartsWith(InternalPrefix, StringComparison.Ordinal);

    internal string MessageOf(RubyException error) =>
        error.Message is null or Nil ? error.Class.DisplayName : ToText(error.Message);

    internal long IdOf(object value)
    {
        switch (value)
        {
            case long number:
                return 2 * number + 1;
            case Nil:
                return 8;
            case bool truth:
                return truth ? 20 : 0;
            case Symbol symbol:
                return symbol.GetHashCode();
            default:
                return (long)ids.GetValue(value, _ => nextId += 8);
        }
    }

    internal object Send(object self, string name, params object[] arguments) =>
        Send(self, name, arguments, null);

    internal object Send(object self, string name, object[] arguments, RubyProc? block)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Error("SystemStackError", "stack level too deep");
        }
        var method = ClassOf(self).FindMethod(name);
        return method is null
            ? Missing(self, name, arguments, block, isOwn: true, isBare: false, Site?.Span)
            : method.Call(this, self, arguments, block);
    }

    internal bool RespondsTo(object self, string name, bool isAll = false) =>
        Denies(self, ClassOf(self), name, isAll) is { } denies ? !denies : Knows(self, name, isAll);

    /// <summary>As <c>respond_to?</c> has it that nobody overrode.</summary>
    internal bool Knows(object self, string name, bool isAll)
    {
        var type = ClassOf(self);
        if (type.FindMethod(name) is { } method)
        {
            return isAll
                || method.Visibility == Visibility.Public
                || self == (object)Classes.Kernel && method.Owner == Classes.Kernel;
        }
        return type.FindMethod("respond_to_missing?") is InterpretedMethod or ProcMethod
            && IsTrue(Send(self, "respond_to_missing?", new Symbol(name), Booleans.Of(isAll)));
    }

    /// <summary>Nothing was found: <c>method_missing</c>, or the error.</summary>
    internal object Missing(
        object self,
        string name,
        object[] arguments,
        RubyProc? block,
        bool isOwn,
        bool isBare,
        Span? span
    )
    {
        var type = ClassOf(self);
        if (type.FindMethod("method_missing") is { } hook && hook.Owner != Classes.BasicObject)
        {
            return Send(self, "method_missing", [new Symbol(name), .. arguments], block);
        }
        var error = Undefined(self, name, isOwn, isBare, span);
        error.Value.Details["args"] = Array([.. arguments]);
        throw error;
    }

    /// <summary>There is no such method, or it may not be called so.</summary>
    internal RubyError Undefined(object self, string name, bool isOwn, bool isBare, Span? span)
    {
        var type = ClassOf(self);
        var about = Described(self);
        var known = type.FindMethod(name);
        var (error, message) =
            known is { Visibility: Visibility.Private } && !isOwn
                ? ("NoMethodError", $"private method `{name}' called for {about}")
            : known is { Visibility: Visibility.Protected } && !isOwn
                ? ("NoMethodError", $"protected method `{name}' called for {about}")
            : isBare ? ("NameError", $"undefined local variable or method `{name}' for {about}")
            : ("NoMethodError", $"undefined method `{name}' for {about}");
        return NameProblem(error, message, name, self, span);
    }

    internal RubyError NameProblem(string error, string message, string name, object self, Span? span)
    {
        var value = new RubyException((RubyModule)Classes.Object.Constants[error])
        {
            Message = String(message),
            Place = span,
        };
        value.Details["name"] = new Symbol(name);
        value.Details["receiver"] = self;
        return Raise(value);
    }

    internal object MissingSuper(object self, string name, object[] arguments, RubyProc? block, Span span) =>
        name != "method_missing"
        && ClassOf(self).FindMethod("method_missing") is InterpretedMethod or ProcMethod
            ? Missing(self, name, arguments, block, isOwn: true, isBare: false, span)
            : WithoutSuper(self, name, arguments, span);

    private object WithoutSuper(object self, string name, object[] arguments, Span span) =>
        name switch
        {
            "initialize" or "inherited" or "included" or "extended" or "prepended" or "method_added" =>
                Nil.Value,
            "respond_to_missing?" => Booleans.False,
            "method_missing" when arguments is [Symbol missing, ..] => throw NameProblem(
                "NoMethodError",
                $"undefined method `{missing.Name}' for {Described(self)}",
                missing.Name,
                self,
                Site?.Span ?? span
            ),
            _ => throw NameProblem(
                "NoMethodError",
                $"super: no superclass method `{name}' for {Described(self)}",
                name,
                self,
                span
            ),
        };

    /// <summary>An object as the messages of missing methods name it.</summary>
    private string Described(object self)
    {
        if (self == (object)Main)
        {
            return "main:Object";
        }
        if (ClassOf(self).FindMethod("inspect") is null)
        {
            return AnyToText(self);
        }
        if (self is Nil or bool)
        {
            return $"{Inspect(self)}:{ClassOf(self).Name}";
        }
        var text =
            self is RubyObject thing
            && thing.Class.FindMethod("inspect") is NativeMethod
            && self
                is not (
                    RubyString
                    or RubyArray
                    or RubyHash
                    or RubyModule
                    or RubyRange
                    or RubyStruct
                    or RubyRegexp
                    or RubyTime
                    or RubyException
                )
                ? AnyToText(self)
                : Inspect(self);
        if (text.Length > 65)
        {
            text = AnyToText(self);
        }
        return text.StartsWith('#') ? text : $"{text}:{RealClass(self).DisplayName}";
    }

    internal string AnyToText(object self) => $"#<{RealClass(self).DisplayName}>";

    internal static bool IsNumber(object value) => value is long or double or BigInteger;
}
