using System.Globalization;
using Bunraku.Ruby;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Reads what a Ruby source file declares of a resource type, without running Ruby: it follows declarations,
/// loops over literal lists, and methods that declare; whatever else there is has no value that is known.
/// </summary>
internal sealed class RubyTypeReader
{
    /// <summary>More steps than any declaration takes: a loop that does not end.</summary>
    private const int MostSteps = 200_000;

    private const int MostDeep = 100;

    private readonly string name;
    private readonly RubyLibrary library;
    private readonly Dictionary<string, RubyModule> modules = [];
    private readonly List<RubyTypeDraft> types = [];
    private readonly RubyDeclarations declarations;
    private int steps;
    private int depth;

    private RubyTypeReader(string name, RubyLibrary library)
    {
        this.name = name;
        this.library = library;
        declarations = new RubyDeclarations(this);
    }

    /// <summary>The type of a file's text; null when the file declares none.</summary>
    public static RubyTypeDraft? Read(string name, string source, RubyLibrary library)
    {
        var reader = new RubyTypeReader(name, library);
        reader.Run(source);
        var draft = reader.types.Find(type => type.Name == name);
        if (draft is not null && RubyDeclarations.Method(draft, "title_patterns") is { } patterns)
        {
            draft.TitlePatterns = reader.Invoke(patterns, draft, [], null, "");
        }
        return draft;
    }

    /// <summary>What a lambda makes of a text, as far as it can be told without running it.</summary>
    internal static object? Apply(RubyClosure closure, string text) =>
        new RubyTypeReader("", RubyLibrary.None).Call(closure, [text]);

    /// <summary>Text that is no Ruby declares nothing.</summary>
    internal void Run(string source)
    {
        try
        {
            if (Parser.Parse(new SourceFile("type.rb", source)).Program is { } program)
            {
                Evaluate(program.Body, new RubyFrame(null, null));
            }
        }
        catch (InsufficientExecutionStackException)
        {
            // Nesting that no declaration has.
        }
    }

    internal RubyTypeDraft AddType(string typeName)
    {
        var draft = types.Find(type => type.Name == typeName);
        if (draft is null)
        {
            types.Add(draft = new RubyTypeDraft(typeName));
        }
        return draft;
    }

    internal void Require(string file) => library.Want(file);

    internal object? Evaluate(Expression? syntax, RubyFrame frame)
    {
        if (syntax is null || ++steps > MostSteps || depth > MostDeep)
        {
            return null;
        }
        depth++;
        var value = Value(syntax, frame);
        depth--;
        return value;
    }

    /// <summary>Runs a block with values for its parameters; a list is spread over several.</summary>
    internal object? Call(RubyClosure closure, List<object?> arguments, object? self = null)
    {
        var frame = new RubyFrame(self ?? closure.Frame.Self, closure.Frame);
        var names = RubyParameterNames.Of(closure.Block.Parameters);
        if (names.Length > 1 && arguments is [List<object?> only])
        {
            arguments = only;
        }
        for (var i = 0; i < names.Length; i++)
        {
            frame.Declare(names[i], i < arguments.Count ? arguments[i] : RubyNil.Instance);
        }
        return Evaluate(closure.Block.Body, frame);
    }

    internal object? Invoke(
        MethodDefinition method,
        object? self,
        List<object?> arguments,
        RubyClosure? block,
        string nesting
    )
    {
        var frame = new RubyFrame(self, null)
        {
            Given = block,
            Nesting = self is RubyModule module && IsModule(module) ? module.Path : nesting,
        };
        Bind(method.Parameters, arguments, block, frame);
        var last = Evaluate(method.Body, frame);
        return frame.Return.IsReached ? frame.Return.Value : last;
    }

    private void Bind(
        Ruby.Parameters parameters,
        List<object?> arguments,
        RubyClosure? block,
        RubyFrame frame
    )
    {
        var at = 0;
        foreach (var name in parameters.Required.SelectMany(RubyParameterNames.Of))
        {
            frame.Declare(name, at < arguments.Count ? arguments[at] : RubyNil.Instance);
            at++;
        }
        foreach (var optional in parameters.Optional)
        {
            frame.Declare(
                optional.Name,
                at < arguments.Count ? arguments[at] : Evaluate(optional.Default, frame)
            );
            at++;
        }
        if (parameters.Rest is { } rest)
        {
            frame.Declare(rest, arguments.Skip(at).ToList());
        }
        var named = arguments is [.., RubyTable table] ? table : null;
        foreach (var keyword in parameters.Keywords)
        {
            frame.Declare(keyword.Name, named?.Find(keyword.Name) ?? Evaluate(keyword.Default, frame));
        }
        if (parameters.Block is { } passed)
        {
            frame.Declare(passed, block);
        }
    }

    private static bool IsModule(RubyModule module) => module is not (RubyTypeDraft or RubyAttributeDraft);

    /// <summary>A module by its name as seen from a nesting; files are read when it is unknown.</summary>
    internal object? Constant(string path, string nesting)
    {
        if (FindConstant(path, nesting, out var value))
        {
            return value;
        }
        if (
            !path.StartsWith("Puppet::Type", StringComparison.Ordinal)
            && path is not ("Puppet" or "Regexp" or "File")
        )
        {
            foreach (var source in library.FilesFor(path))
            {
                Run(source);
                if (FindConstant(path, nesting, out value))
                {
                    return value;
                }
            }
        }
        return new RubyModule(path);
    }

    private bool FindConstant(string path, string nesting, out object? value)
    {
        for (var outer = nesting; ; outer = Outer(outer))
        {
            var full = outer.Length == 0 ? path : $"{outer}::{path}";
            if (modules.TryGetValue(full, out var module))
            {
                value = module;
                return true;
            }
            if (
                modules.TryGetValue(Outer(full), out var holder)
                && holder.Constants.TryGetValue(full[(full.LastIndexOf(':') + 1)..], out value)
            )
            {
                return true;
            }
            if (outer.Length == 0)
            {
                value = null;
                return false;
            }
        }
    }

    private static string Outer(string path)
    {
        var end = path.LastIndexOf("::", StringComparison.Ordinal);
        return end < 0 ? "" : path[..end];
    }

    internal RubyModule Module(string path)
    {
        if (!modules.TryGetValue(path, out var module))
        {
            modules.Add(path, module = new RubyModule(path));
        }
        return module;
    }

    // The dispatcher of expressions; the method length is that of the list of them.
    private object? Value(Expression syntax, RubyFrame frame)
    {
        switch (syntax)
        {
            case NilExpression:
                return RubyNil.Instance;
            case BooleanExpression truth:
                return truth.Value;
            case NumberExpression { Value: long number }:
                return number;
            case StringExpression text:
                return text.Value;
            case SymbolExpression symbol:
                return symbol.Name;
            case InterpolationExpression text:
                return Text(text.Parts, null, frame);
            case InterpolatedSymbolExpression symbol:
                return Evaluate(symbol.Text, frame);
            case RegexpExpression regexp:
                return Text(
                    regexp.Source is InterpolationExpression source ? source.Parts : [regexp.Source],
                    regexp.Flags,
                    frame
                );
            case ArrayExpression list:
                return Items(list.Items, frame);
            case HashExpression hash:
                return Table(hash, frame);
            case SelfExpression:
                return frame.Self;
            case LocalVariable variable:
                return Variable(variable.Name, frame);
            case InstanceVariable variable:
                return Variable(variable.Name, frame);
            case ClassVariable variable:
                return Variable(variable.Name, frame);
            case ConstantExpression constant:
                return PathOf(constant) is { } path ? Constant(path, frame.Nesting) : null;
            case RangeExpression { From: { } from, To: { } to } range:
                var first = Evaluate(from, frame);
                var sign = range.IsExclusive ? "..." : "..";
                return RubyLiterals.Call(this, first, sign, [Evaluate(to, frame)], null);
            case LambdaExpression lambda:
                return new RubyClosure(lambda.Block, frame);
            case CallExpression call:
                return declarations.Call(call, frame);
            case NotExpression not:
                return RubyLiterals.Call(this, Evaluate(not.Value, frame), "!", [], null);
            case AndExpression and:
                return declarations.Both(and.Left, and.Right, isAnd: true, frame);
            case OrExpression or:
                return declarations.Both(or.Left, or.Right, isAnd: false, frame);
            case YieldExpression yield:
                return frame.Given is null ? null : Call(frame.Given, Items(yield.Arguments, frame));
            default:
                return Statement(syntax, frame);
        }
    }

    private object? Statement(Expression syntax, RubyFrame frame)
    {
        switch (syntax)
        {
            case SequenceExpression body:
                return Body(body, frame);
            case IfExpression choice:
                return Choose(choice, frame);
            case CaseExpression choice:
                return All([.. choice.Clauses.Select(clause => clause.Body), choice.Else], frame);
            case CaseInExpression choice:
                return All([.. choice.Clauses.Select(clause => clause.Body), choice.Else], frame);
            case WhileExpression loop:
                return Evaluate(loop.Body, frame);
            case ForExpression loop:
                return Evaluate(loop.Body, frame);
            case BeginExpression begin:
                return All(
                    [begin.Body, .. begin.Rescues.Select(rescue => rescue.Body), begin.Else, begin.Ensure],
                    frame
                );
            case AssignExpression assignment:
                return declarations.Assign(assignment.Target, Evaluate(assignment.Value, frame), frame);
            case OperatorAssignExpression assignment:
                return declarations.Combine(assignment, frame);
            case MultipleAssignExpression several:
                return declarations.AssignSeveral(several.Target, Evaluate(several.Value, frame), frame);
            case ExitExpression { Kind: ExitKind.Return } exit:
                var result = exit.Value is null ? RubyNil.Instance : Evaluate(exit.Value, frame);
                frame.Return = (true, result);
                return result;
            case MethodDefinition method:
                Define(method, frame);
                return method.Name;
            case Ruby.ClassDefinition definition:
                return Enter(PathOf(definition.Name), definition.Body, frame);
            case ModuleDefinition definition:
                return Enter(PathOf(definition.Name), definition.Body, frame);
            case SingletonClassDefinition definition:
                return Enter(null, definition.Body, frame);
            default:
                return null;
        }
    }

    private static object? Variable(string name, RubyFrame frame) =>
        frame.TryFind(name, out var value) ? value : null;

    /// <summary><c>A::B</c>; null when what is before the last name is no constant.</summary>
    private static string? PathOf(ConstantExpression constant) =>
        constant.Scope switch
        {
            null => constant.Name,
            ConstantExpression outer => PathOf(outer) is { } path ? $"{path}::{constant.Name}" : null,
            _ => null,
        };

    internal List<object?> Items(IEnumerable<Expression> expressions, RubyFrame frame)
    {
        var items = new List<object?>();
        foreach (var expression in expressions)
        {
            if (expression is SplatExpression splat && Evaluate(splat.Value, frame) is List<object?> more)
            {
                items.AddRange(more);
            }
            else
            {
                items.Add(Evaluate(expression, frame));
            }
        }
        return items;
    }

    private RubyTable Table(HashExpression hash, RubyFrame frame)
    {
        var pairs = new List<(object? Key, object? Value)>();
        foreach (var (key, value) in hash.Pairs)
        {
            if (key is not null)
            {
                pairs.Add((Evaluate(key, frame), Evaluate(value, frame)));
            }
            else if (Evaluate(value, frame) is RubyTable more)
            {
                pairs.AddRange(more.Pairs);
            }
        }
        return new RubyTable(pairs);
    }

    private object? Body(SequenceExpression body, RubyFrame frame)
    {
        object? value = RubyNil.Instance;
        foreach (var statement in body.Items)
        {
            value = Evaluate(statement, frame);
            if (frame.Return.IsReached)
            {
                return value;
            }
        }
        return value;
    }

    /// <summary>One of these is run, or several; what each declares is taken.</summary>
    private object? All(IEnumerable<Expression?> bodies, RubyFrame frame) =>
        bodies.OfType<Expression>().Select(body => Evaluate(body, frame)).ToList() is [var only]
            ? only
            : null;

    /// <summary>When the condition is not known, what either branch declares is taken.</summary>
    private object? Choose(IfExpression choice, RubyFrame frame)
    {
        if (Truth(Evaluate(choice.Condition, frame)) is { } isTrue)
        {
            return Evaluate(isTrue ? choice.Then : choice.Else, frame);
        }
        Evaluate(choice.Then, frame);
        Evaluate(choice.Else, frame);
        return null;
    }

    internal static bool? Truth(object? value) =>
        value switch
        {
            null => null,
            false or RubyNil => false,
            RubyModule { Path: not "" } => null,
            _ => true,
        };

    private void Define(MethodDefinition method, RubyFrame frame)
    {
        var holder = frame.Self as RubyModule ?? Module(frame.Nesting);
        var isStatic = method.Singleton is not null || frame.TryFind("class << self", out _);
        (isStatic ? holder.Statics : holder.Methods)[method.Name] = method;
    }

    private object? Enter(string? name, Expression body, RubyFrame frame)
    {
        if (name is null)
        {
            var inner = new RubyFrame(frame.Self, frame);
            inner.Declare("class << self", true);
            return Evaluate(body, inner);
        }
        var path = frame.Nesting.Length == 0 ? name : $"{frame.Nesting}::{name}";
        var module = Module(path);
        return Evaluate(body, new RubyFrame(module, null) { Nesting = path });
    }

    /// <summary>A text of several parts; with flags a regular expression.</summary>
    private object? Text(IEnumerable<Expression> expressions, string? flags, RubyFrame frame)
    {
        var parts = new List<string>();
        foreach (var expression in expressions)
        {
            switch (Evaluate(expression, frame))
            {
                case string text:
                    parts.Add(text);
                    break;
                case long number:
                    parts.Add(number.ToString(CultureInfo.InvariantCulture));
                    break;
                case RubyRegexp regexp:
                    parts.Add(regexp.Source);
                    break;
                default:
                    return null;
            }
        }
        var joined = string.Concat(parts);
        return flags is null ? joined : Regexp(joined, flags);
    }

    private static RubyRegexp Regexp(string source, string flags)
    {
        var on = string.Concat(flags.Where(flag => flag is 'm' or 'i' or 'x').Distinct().Order());
        var off = string.Concat("mix".Where(flag => !on.Contains(flag, StringComparison.Ordinal)));
        return new($"(?{on}{(off.Length > 0 ? "-" + off : "")}:{source})");
    }
}
