using System.Globalization;
using Bunraku.Model;

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
        if (draft is not null && draft.Statics.TryGetValue("title_patterns", out var patterns))
        {
            draft.TitlePatterns = reader.Invoke(patterns, draft, [], null, "");
        }
        return draft;
    }

    /// <summary>A lambda as a function of texts; where its value is not known, the text.</summary>
    public static Func<string, string> Function(RubyClosure closure)
    {
        var gate = new Lock();
        return text =>
        {
            lock (gate)
            {
                var reader = new RubyTypeReader("", RubyLibrary.None);
                return reader.Call(closure, [text]) as string ?? text;
            }
        };
    }

    internal void Run(string source) => Evaluate(RubyParser.Parse(source), new RubyFrame(null, null));

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

    internal object? Evaluate(RubySyntax syntax, RubyFrame frame)
    {
        if (++steps > MostSteps || depth > MostDeep)
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
        if (closure.Block.Parameters.Length > 1 && arguments is [List<object?> only])
        {
            arguments = only;
        }
        for (var i = 0; i < closure.Block.Parameters.Length; i++)
        {
            frame.Declare(closure.Block.Parameters[i], i < arguments.Count ? arguments[i] : RubyNil.Instance);
        }
        return Evaluate(closure.Block.Body, frame);
    }

    internal object? Invoke(
        RubyMethod method,
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
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var (parameter, fallback) = method.Parameters[i];
            object? value = RubyNil.Instance;
            if (ReferenceEquals(fallback, RubyMethod.Rest))
            {
                value = arguments.Skip(i).ToList();
            }
            else if (i < arguments.Count)
            {
                value = arguments[i];
            }
            else if (fallback is not null)
            {
                value = Evaluate(fallback, frame);
            }
            frame.Declare(parameter, value);
        }
        var last = Evaluate(method.Body, frame);
        return frame.Return.IsReached ? frame.Return.Value : last;
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

    private RubyModule Module(string path)
    {
        if (!modules.TryGetValue(path, out var module))
        {
            modules.Add(path, module = new RubyModule(path));
        }
        return module;
    }

    private object? Value(RubySyntax syntax, RubyFrame frame)
    {
        switch (syntax)
        {
            case RubyLiteral literal:
                return literal.Value;
            case RubyComposite text:
                return Text(text, frame);
            case RubyList list:
                return list.Items.Select(item => Evaluate(item, frame)).ToList();
            case RubyHashLiteral hash:
                return new RubyTable([
                    .. hash.Pairs.Select(pair => (Evaluate(pair.Key, frame), Evaluate(pair.Value, frame))),
                ]);
            case RubyConstant constant:
                return Constant(constant.Path, frame.Nesting);
            case RubyBody body:
                return Body(body, frame);
            case RubyBranches branches:
                return branches.Bodies.Select(branch => Evaluate(branch, frame)).ToList() is [var only]
                    ? only
                    : null;
            case RubyAssignment assignment:
                return Assign(assignment, frame);
            case RubyIf choice:
                return Choose(choice, frame);
            case RubyMethod method:
                Define(method, frame);
                return method.Name;
            case RubyScope scope:
                return Enter(scope, frame);
            case RubyCall call:
                return declarations.Call(call, frame);
            default:
                return null;
        }
    }

    private object? Body(RubyBody body, RubyFrame frame)
    {
        object? value = RubyNil.Instance;
        foreach (var statement in body.Statements)
        {
            value = Evaluate(statement, frame);
            if (frame.Return.IsReached)
            {
                return value;
            }
        }
        return value;
    }

    /// <summary>When the condition is not known, what either branch declares is taken.</summary>
    private object? Choose(RubyIf choice, RubyFrame frame)
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

    private object? Assign(RubyAssignment assignment, RubyFrame frame)
    {
        var value = Evaluate(assignment.Value, frame);
        if (char.IsAsciiLetterUpper(assignment.Name[0]))
        {
            Module(frame.Nesting).Constants[assignment.Name] = value;
        }
        else if (assignment.Name == "@isomorphic" && frame.Self is RubyTypeDraft type)
        {
            type.IsIsomorphic = value is not false;
        }
        frame.Set(assignment.Name, value);
        return value;
    }

    private void Define(RubyMethod method, RubyFrame frame)
    {
        var holder = frame.Self as RubyModule ?? Module(frame.Nesting);
        var isStatic = method.IsStatic || frame.TryFind("class << self", out _);
        (isStatic ? holder.Statics : holder.Methods)[method.Name] = method;
    }

    private object? Enter(RubyScope scope, RubyFrame frame)
    {
        if (scope.Path is null)
        {
            var inner = new RubyFrame(frame.Self, frame);
            inner.Declare("class << self", true);
            return Evaluate(scope.Body, inner);
        }
        var path = frame.Nesting.Length == 0 ? scope.Path : $"{frame.Nesting}::{scope.Path}";
        var module = Module(path);
        return Evaluate(scope.Body, new RubyFrame(module, null) { Nesting = path });
    }

    private object? Text(RubyComposite text, RubyFrame frame)
    {
        var parts = new List<string>();
        foreach (var part in text.Parts)
        {
            switch (Evaluate(part, frame))
            {
                case string or long:
                    parts.Add(Convert.ToString(Evaluate(part, frame), CultureInfo.InvariantCulture)!);
                    break;
                case RubyRegexp regexp:
                    parts.Add(regexp.Source);
                    break;
                default:
                    return null;
            }
        }
        var joined = string.Concat(parts);
        return text.Flags is null ? joined : Regexp(joined, text.Flags);
    }

    private static RubyRegexp Regexp(string source, string flags)
    {
        var on = string.Concat(flags.Where(flag => flag is 'm' or 'i' or 'x').Distinct().Order());
        var off = string.Concat("mix".Where(flag => !on.Contains(flag, StringComparison.Ordinal)));
        return new($"(?{on}{(off.Length > 0 ? "-" + off : "")}:{source})");
    }
}
