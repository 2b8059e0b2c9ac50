using System.Runtime.CompilerServices;
using Bunraku.Model;
using Bunraku.Ruby;
using Bunraku.Text;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>
/// The Ruby of one compilation: made when a template or function needs it, and gone with the catalog.
/// </summary>
internal sealed class RubyWorld
{
    /// <summary>Errors that the reference tells without the place of the call.</summary>
    private static readonly string[] Bare =
    [
        "Puppet::DataBinding::LookupError",
        "Puppet::PreformattedError",
        "StopIteration",
    ];

    /// <summary>What of Puppet is written in Ruby itself: read once, run in each world.</summary>
    private static readonly Lazy<RubyProgram> Prelude = new(ReadPrelude);

    /// <summary>
    /// What variables of a body were handed over as: all templates of the body get the same text, array or
    /// hash, and what they change in it is seen by the others, by the language, and in the catalog.
    /// </summary>
    private readonly Dictionary<(Scope Body, string Name), (Value Value, object Object)> shared = [];

    /// <summary>Those of them that were handed over since changes were last looked for.</summary>
    private readonly HashSet<(Scope Body, string Name)> handed = [];

    /// <summary>
    /// Objects that templates have put into variables: other templates of the scope get the same ones, and
    /// may change them.
    /// </summary>
    private readonly Dictionary<(Scope Scope, string Name), object> assigned = [];

    /// <summary>The blocks that procs stand for, as long as they are there.</summary>
    private readonly ConditionalWeakTable<RubyProc, Block> blocks = [];

    private readonly Dictionary<string, RubyClass> classes = [];
    private readonly RubyClass wrapper;
    private readonly RubyClass scope;
    private object? cache;
    private bool isComplete;

    public RubyWorld(Compilation compilation)
    {
        Compilation = compilation;
        Ruby = new Runtime(new EnvironmentDoors(compilation, this));
        Functions = new RubyFunctions(this);
        scope = Ruby.DefineClass("Puppet::Parser::Scope");
        RubyTemplateScope.Define(this, scope);
        wrapper = Ruby.DefineClass("Puppet::Parser::TemplateWrapper");
        RubyTemplateSelf.Define(this, wrapper);
        RubyValues.Define(this);
    }

    public Compilation Compilation { get; }

    public Runtime Ruby { get; }

    public RubyFunctions Functions { get; }

    /// <summary>The call that the running Ruby code answers.</summary>
    public Invocation? Current { get; private set; }

    /// <summary>
    /// Brings in what of Puppet is written in Ruby; most templates do without, and are rendered sooner.
    /// </summary>
    public bool Complete()
    {
        if (isComplete)
        {
            return false;
        }
        isComplete = true;
        RubyDoor.Define(this);
        return Ruby.Guard(Prelude.Value.File.Path, () => Prelude.Value.Run(Ruby)) is not null;
    }

    /// <summary>Where the running Ruby code is, as <c>file:line</c>.</summary>
    public string RubyPlace =>
        Ruby.RunningPlaces.FirstOrDefault(place => place.File != Prelude.Value.File) is { File: not null } at
            ? $"{at.File.Path}:{at.Line}"
            : "unknown";

    public RubyObject ScopeOf(Invocation invocation) => new RubyTemplateScope(scope, invocation);

    public RubyTemplateSelf SelfOf(Invocation invocation, string? path) =>
        new(wrapper, this, invocation, path);

    /// <summary>Runs Ruby code that answers a call; the limits count anew for each outermost one.</summary>
    public T Run<T>(Invocation invocation, string path, Func<T> run)
    {
        var outer = Current;
        if (outer is null)
        {
            Ruby.BeginRun();
        }
        Current = invocation;
        try
        {
            return Ruby.Guard(path, run);
        }
        finally
        {
            Current = outer;
            if (outer is null)
            {
                Ruby.EndFibers();
            }
        }
    }

    /// <summary>The failure of a call whose Ruby code failed.</summary>
    /// <param name="what">What failed: <c>a template</c>.</param>
    /// <param name="message">As the reference tells it.</param>
    public EvaluationException Failed(CallSite site, string what, string message, RubyFailure failure)
    {
        if (failure.Place is { } place && place.File == Prelude.Value.File)
        {
            failure = failure.Without();
        }
        var isPlaced =
            failure.Error is { } error
            && Ruby.Responds(error, "line")
            && Ruby.Invoke(error, "line", []) is not Nil;
        var diagnostic =
            isPlaced || !failure.IsStandard || Array.IndexOf(Bare, failure.Type) >= 0
                ? RubyDiagnostics.FailedUnplaced(site, what, message, failure)
                : RubyDiagnostics.Failed(site, what, message, failure);
        return new EvaluationException(diagnostic) { Ruby = failure };
    }

    /// <summary>What an internal function is given besides its arguments.</summary>
    public object Injected(Invocation invocation, string what) =>
        what switch
        {
            "scope" => ScopeOf(invocation),
            "cache" => cache ??= Made("Puppet::Pops::Adapters::ObjectIdCacheAdapter"),
            _ => Made("Puppet::Parser::Compiler"),
        };

    /// <summary>An error of one of Puppet's classes, to be thrown.</summary>
    public Exception Fault(string type, string message)
    {
        Complete();
        return Ruby.Fault(type, message);
    }

    /// <summary>A new object of one of Puppet's classes.</summary>
    public object Made(string type, params object[] arguments)
    {
        Complete();
        return Ruby.Invoke(Ruby.FindConstant(type)!, "new", arguments);
    }

    /// <summary>A class of values that Ruby has nothing like, by its full name.</summary>
    public RubyClass ClassOf(string name)
    {
        if (!classes.TryGetValue(name, out var known))
        {
            var isType =
                name.StartsWith("Puppet::Pops::Types::P", StringComparison.Ordinal)
                && name.EndsWith("Type", StringComparison.Ordinal);
            var parent = Ruby.DefineClass(RubyValues.AnyTypeName);
            known = Ruby.DefineClass(name, isType && name != RubyValues.AnyTypeName ? parent : null);
            classes.Add(name, known);
        }
        return known;
    }

    /// <summary>The block of a call as Ruby code yields to it.</summary>
    public RubyProc ToProc(Invocation invocation, Block block)
    {
        var proc = Ruby.Block(
            given => Yielded(invocation, block, [.. given.Select(ToResult)]),
            block.LeastArguments == block.MostArguments ? block.LeastArguments : -block.LeastArguments - 1
        );
        blocks.Add(proc, block);
        return proc;
    }

    /// <summary>The block of the language that a proc stands for, or null.</summary>
    public Block? BlockOf(RubyProc proc) => blocks.TryGetValue(proc, out var block) ? block : null;

    private object Yielded(Invocation invocation, Block block, Value[] given)
    {
        var calls = Compilation.Calls.Count;
        try
        {
            var value = block.Call(given);
            return block.HasBroken ? throw new BlockExit(block) : ToRuby(value);
        }
        catch (EvaluationException failure)
        {
            Compilation.Calls.Truncate(calls);
            throw Rescuable(failure, invocation.Site, "lambda");
        }
    }

    /// <summary>A function called by Ruby code, which may rescue its failure.</summary>
    public object CallFunction(
        Invocation invocation,
        string name,
        IEnumerable<object> arguments,
        RubyProc? block
    )
    {
        if (!Compilation.HasFunction(name))
        {
            throw Ruby.Fault("ArgumentError", $"Unknown function '{name}'");
        }
        var values = arguments.Select(ToResult).ToArray();
        var calls = Compilation.Calls.Count;
        try
        {
            return ToRuby(
                invocation.CallFunction(name, values, block is null ? null : new RubyLambda(this, block))
            );
        }
        catch (EvaluationException failure)
        {
            Compilation.Calls.Truncate(calls);
            throw Rescuable(failure, invocation.Site, name);
        }
    }

    /// <summary>
    /// A failure as an error that Ruby code may rescue; when it does not, it goes on as it was.
    /// </summary>
    /// <param name="name">The function that was called.</param>
    private Exception Rescuable(EvaluationException failure, CallSite site, string name)
    {
        if (failure.Ruby is { Error: not null } ruby)
        {
            return Ruby.Again(ruby, failure);
        }
        Complete();
        var message = Wording.Detail(failure.Diagnostic, site);
        var isMismatch =
            message.StartsWith($"'{name}' ", StringComparison.Ordinal)
            || message.StartsWith($"The function '{name}' was called with", StringComparison.Ordinal);
        var isOwn = failure.Diagnostic.Reference?.Place == site.Place;
        return Ruby.Fault(
            isMismatch ? "ArgumentError"
                : isOwn ? "Puppet::ParseError"
                : "Puppet::PreformattedError",
            message,
            failure
        );
    }

    public DataType ParseType(string text, Func<string, DataType?>? local) =>
        local is null
            ? Compilation.Environment.RubyPrograms.ParseType(text)
            : TypeExpressions.Parse(Compilation.Environment, text, isAlias: true, local);

    /// <summary>A variable of the body that a scope belongs to.</summary>
    public object ToRuby(Scope scope, string name, Value value)
    {
        if (value is not (StringValue or ArrayValue or HashValue))
        {
            return ToRuby(value);
        }
        handed.Add((scope.Body, name));
        if (shared.TryGetValue((scope.Body, name), out var known) && ReferenceEquals(known.Value, value))
        {
            return known.Object;
        }
        var made = ToRuby(value);
        shared[(scope.Body, name)] = (value, made);
        return made;
    }

    /// <summary>Gives variables and resources what Ruby code has changed in place since last asked.</summary>
    public void KeepChanges()
    {
        foreach (var key in handed.ToArray())
        {
            var (value, made) = shared[key];
            if (RubyValues.IsSame(value, made))
            {
                continue;
            }
            var now = ToPuppet(made);
            shared[key] = (now, made);
            if (
                key.Body.Replace(key.Name, value, now)?.Resource is { } resource
                && resource.FindParameter(key.Name) is { } parameter
                && ReferenceEquals(parameter.Value, value)
            )
            {
                resource.Set(parameter with { Value = now });
            }
            // Each evaluation of a literal makes another array or hash; texts and empty ones are shared.
            if (value is ArrayValue { Items.Length: > 0 } or HashValue { Count: > 0 })
            {
                Compilation.Replace(value, now);
            }
        }
        handed.Clear();
    }

    /// <summary>Gives a variable of a scope an object; false when it has a value already.</summary>
    public bool TryAssign(Scope scope, string name, object value)
    {
        if (!scope.TryAssign(name, ToPuppet(value)))
        {
            return false;
        }
        assigned[(scope.Body, name)] = value;
        return true;
    }

    /// <summary>The object that a template has put into a variable, or null.</summary>
    public object? Assigned(Scope scope, string name) => assigned.GetValueOrDefault((scope.Body, name));

    public object ToRuby(Value value) => RubyValues.ToRuby(this, value);

    /// <summary>As functions of Puppet 3 get it: references to resources as such.</summary>
    public object ToLegacy(Value value) =>
        value switch
        {
            ArrayValue array => Ruby.Array([.. array.Items.Select(ToLegacy)]),
            _ when CatalogTypes.ReferenceOf(value) is { } reference => Made(
                "Puppet::Resource",
                Ruby.String(reference.Type),
                Ruby.String(reference.Title)
            ),
            _ => ToRuby(value),
        };

    public Value ToResult(object value) => RubyValues.ToResult(this, value);

    public Value ToPuppet(object value) => RubyValues.ToPuppet(this, value);

    private static RubyProgram ReadPrelude() =>
        RubyProgram.Read(
            new SourceFile(
                Runtime.InternalPrefix + "puppet>",
                Resource("puppet.rb") + Resource("shared.rb") + Resource("file_system.rb")
            )
        );

    private static string Resource(string name)
    {
        using var stream = typeof(RubyWorld).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
