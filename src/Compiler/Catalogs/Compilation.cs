using System.Collections.Immutable;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// One catalog in the making: the environment, the node with its facts, the catalog so far, the log. The
/// native functions reach the catalog and the environment through it and through nothing else.
/// </summary>
public sealed class Compilation
{
    private readonly List<LogEntry> log = [];
    private readonly HashSet<string> warned = [];
    private readonly List<Diagnostic> warnings = [];
    private readonly Dictionary<string, Scope> classScopes = [];
    private readonly HashSet<LoadedFile> usedFiles = [];
    private HieraLookup? hiera;
    private RubyWorld? ruby;

    internal Compilation(CompileRequest request)
    {
        Request = request;
        Depth = new CallDepth(request.Settings.Longest);
        Facts = new Facts(request.NodeName, request.Facts);
        Catalog = new CatalogBuilder(this);
        TopScope = new Scope(
            this,
            ScopeKind.Top,
            null,
            Environment.Site.Main.Body.Layout,
            Environment.Site.Main,
            null
        );
    }

    public CompileRequest Request { get; }

    public PuppetEnvironment Environment => Request.Environment;

    public string EnvironmentName => Environment.Name;

    public string NodeName => Request.NodeName;

    public CompileSettings Settings => Request.Settings;

    public Facts Facts { get; }

    /// <summary>The clock of functions and of <c>Timestamp.new</c>.</summary>
    public TimeProvider Time => Request.Time;

    public Scope TopScope { get; }

    public IReadOnlyList<LogEntry> LogEntries => log;

    internal IReadOnlyList<Diagnostic> Warnings => warnings;

    internal CatalogBuilder Catalog { get; }

    /// <summary>Lookups of data, with what they have used so far.</summary>
    internal HieraLookup Hiera => hiera ??= LookupBinding.Open(this);

    /// <summary>The Ruby of templates and functions, made when the first one runs.</summary>
    internal RubyWorld Ruby => ruby ??= new RubyWorld(this);

    /// <summary>
    /// A function that a file of Ruby loaded so far has defined beside the one it is named after.
    /// </summary>
    internal RubyFunction? FindFunctionBeside(string name) => ruby?.Functions.FindBeside(name);

    /// <summary>Takes over what templates have changed in the values of parameters.</summary>
    internal void FinishRuby() => ruby?.KeepChanges();

    /// <summary>The scope of the node definition, once it is evaluated.</summary>
    internal Scope? NodeScope { get; set; }

    /// <summary>Whether a function in Ruby returned a symbol, which resources have as a text.</summary>
    internal bool HasSymbols { get; set; }

    /// <summary>
    /// Definitions whose collectors have overridden something: the reference lets them override anything.
    /// </summary>
    internal HashSet<Definition> Overriders { get; } = [];

    /// <summary>How many calls of lambdas and functions, and bodies, are under way.</summary>
    internal CallDepth Depth { get; }

    /// <summary>What the environment's command says of the version of its files; empty without one.</summary>
    internal string Version { get; private set; } = "";

    /// <summary>Asks for the version, before anything is evaluated.</summary>
    internal void FindVersion()
    {
        if (Environment.VersionCommand is not { } command)
        {
            return;
        }
        var (output, problem) = CommandOutput.OfLine(command);
        Version = problem is null
            ? output.Trim()
            : throw new EvaluationException(CatalogDiagnostics.VersionFailed(command, problem));
    }

    /// <summary>The calls of functions that are under way.</summary>
    internal CallStack Calls { get; } = new();

    /// <summary>What values have been annotated with.</summary>
    internal AnnotationTable Annotations { get; } = new();

    private readonly HashSet<string> typeSets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Remembers that a set of types was looked at: its types are known from then on.</summary>
    internal void NoteTypeSet(string name) => typeSets.Add(name);

    /// <summary>A type of a set that was looked at, by its full name; null for others.</summary>
    internal DataType? FindInTypeSet(string name)
    {
        var end = typeSets.Count == 0 ? -1 : name.IndexOf("::", StringComparison.Ordinal);
        return end > 0 && typeSets.Contains(name[..end]) ? Environment.Definitions.FindInTypeSet(name) : null;
    }

    /// <summary>Adds a line to the log that belongs to the catalog: <c>notice</c>, <c>warning</c> …</summary>
    /// <param name="source">Who says it.</param>
    public void Log(string level, string message, string source = "") => log.Add(new(level, message, source));

    /// <summary>Adds a line that a scope tells.</summary>
    public void Log(string level, string message, Scope scope) =>
        log.Add(new(level, message, $"Scope({scope.Body.Resource?.Reference.ToString() ?? "Class[main]"})"));

    /// <summary>Tells of something doubtful, in the log with the reference's words.</summary>
    internal void Warn(Diagnostic diagnostic)
    {
        warnings.Add(diagnostic with { Severity = Severity.Warning });
        Log("warning", Wording.WarningText(diagnostic));
    }

    /// <summary>Warns once about the same thing.</summary>
    public void WarnOnce(string message) => WarnOnce(message, message);

    /// <summary>Warns once for each key.</summary>
    public void WarnOnce(string key, string message)
    {
        if (warned.Add(key))
        {
            Log("warning", message);
        }
    }

    /// <summary>The directory of a module of the environment, or null.</summary>
    public string? FindModuleDirectory(string moduleName) => Environment.FindModule(moduleName)?.Directory;

    /// <summary>Whether a class of that name (without leading <c>::</c>) can be loaded.</summary>
    public bool HasClass(string name)
    {
        if (Environment.Definitions.FindClass(name) is not { } definition)
        {
            return false;
        }
        Use(definition);
        return true;
    }

    /// <summary>
    /// Whether a define or a native resource type of that name (<c>apache::vhost</c>) can be loaded.
    /// </summary>
    public bool HasResourceType(string name)
    {
        if (Environment.ResourceTypes.Find(name) is not null)
        {
            return true;
        }
        if (Environment.Definitions.FindDefine(name) is not { } define)
        {
            return false;
        }
        Use(define);
        return true;
    }

    /// <summary>Whether a function of that name can be loaded.</summary>
    public bool HasFunction(string name) =>
        FunctionRoster.Find(name) is not null
        || Environment.Definitions.FindFunction(name) is not null
        || Environment.RubyPrograms.FindFunction(name) is not null
        || FindFunctionBeside(name) is not null;

    /// <summary>Whether a resource is declared so far, virtual ones included.</summary>
    public bool HasResource(ResourceReference reference) => Catalog.Find(reference) is not null;

    /// <summary>
    /// <c>include</c>: names in lower case, without leading <c>::</c>; the bodies are evaluated before it
    /// returns.
    /// </summary>
    public void Include(Invocation invocation, ImmutableArray<string> classNames) =>
        Inclusion.Include(this, invocation.Site, invocation.Scope, classNames);

    /// <summary>
    /// <c>contain</c>: as <see cref="Include"/>, and the container of the call contains the classes.
    /// </summary>
    public void Contain(Invocation invocation, ImmutableArray<string> classNames) =>
        Inclusion.Contain(this, invocation.Site, invocation.Scope, classNames);

    /// <summary>
    /// <c>require</c>: as <see cref="Include"/>, and the container of the call requires the classes.
    /// </summary>
    public void Require(Invocation invocation, ImmutableArray<string> classNames) =>
        Inclusion.Require(this, invocation.Site, invocation.Scope, classNames);

    /// <summary>
    /// Declares one resource of a native type, a define or (<c>class</c>) a class, as a resource expression
    /// at the place of the call does. The type is in lower case; undef parameters are left out.
    /// </summary>
    public void Declare(
        Invocation invocation,
        string type,
        Value title,
        HashValue parameters,
        ResourceForm form
    )
    {
        var declared = Declarations.Declare(
            invocation.Scope,
            invocation.Site with
            {
                IsOfFunction = true,
            },
            type,
            [title.ToString()],
            [
                .. parameters.Pairs.Select(entry => new ResourceParameter(
                    entry.Key.ToString(),
                    AttributeValues.Of(entry.Value),
                    invocation.Span
                )
                {
                    Source = invocation.Scope.Source,
                    IsByFunction = true,
                }),
            ],
            form
        );
        if (title is not StringValue)
        {
            foreach (var resource in declared)
            {
                resource.TakeTitle(title);
            }
        }
    }

    /// <summary>
    /// Realizes a virtual resource, now or once it is declared; an error at the end when it never is.
    /// </summary>
    public void Realize(Invocation invocation, ResourceReference reference) =>
        Catalog.AddCollector(new RealizeCollector(reference));

    /// <summary>Adds a tag to the class or define of the scope.</summary>
    public void Tag(Scope scope, string tag) => scope.Resource?.Tags.Add(tag);

    /// <summary>Whether the catalog or the class or define of the scope has a tag.</summary>
    public bool IsTagged(Scope scope, string tag)
    {
        var name = tag.ToLowerInvariant();
        return Catalog.Tags.Contains(name) || scope.Resource is { } resource && resource.IsTagged(name);
    }

    /// <summary>Renders a template file with parameters; null when none were given.</summary>
    public Value RenderEpp(Invocation invocation, string path, HashValue? parameters) =>
        Templates.RenderFile(invocation, path, parameters);

    /// <summary>Renders template text with parameters; null when none were given.</summary>
    public Value RenderInlineEpp(Invocation invocation, string template, HashValue? parameters) =>
        Templates.RenderText(invocation, template, parameters);

    /// <summary>The value that data has for a class parameter nobody gave, or null.</summary>
    internal Value? FindParameter(CallSite site, Scope scope, string className, string parameter) =>
        LookupBinding.At(
            site,
            () => ParameterLookup.Find(Hiera, className, parameter, LookupBinding.ScopeOf(scope))
        );

    /// <summary>
    /// Tells what is doubtful about the files of a definition, and finds their types, before its first use.
    /// </summary>
    internal void Use(Definition definition)
    {
        foreach (var file in definition.Files)
        {
            if (definition.ModuleName.Length > 0 && usedFiles.Add(file))
            {
                foreach (var warning in file.Diagnostics)
                {
                    Warn(warning);
                }
                file.ResolveTypes(TopScope);
            }
        }
    }

    internal Scope? FindClassScope(string className) => classScopes.GetValueOrDefault(className);

    internal void AddClassScope(string className, Scope scope) => classScopes[className] = scope;

    /// <summary>
    /// Gives the variables of classes and the parameters of resources that hold an array or hash another one:
    /// where the reference has one object under many names, what changes it in place is seen under all.
    /// </summary>
    internal void Replace(Value held, Value value)
    {
        TopScope.Replace(held, value);
        foreach (var scope in classScopes.Values)
        {
            scope.Replace(held, value);
        }
        foreach (var resource in Catalog.Resources)
        {
            resource.Replace(held, value);
        }
    }

    /// <summary>A variable by its qualified name, with or without leading <c>::</c>.</summary>
    internal Value? FindQualified(string name)
    {
        var bare = name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name;
        var separator = bare.LastIndexOf("::", StringComparison.Ordinal);
        return separator < 0
            ? TopScope.FindOwn(bare)
            : FindQualified(bare[..separator], bare[(separator + 2)..]);
    }

    /// <summary>A variable of a class that was evaluated, or of a class it inherits from.</summary>
    internal Value? FindQualified(string className, string variable)
    {
        for (var scope = FindClassScope(className); scope is not null; scope = scope.Inherited)
        {
            if (scope.FindOwn(variable) is { } value)
            {
                return value;
            }
        }
        return null;
    }
}
