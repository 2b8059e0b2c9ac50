namespace Bunraku.Ruby;

// Tables of methods: the method length is that of the list.

/// <summary>The methods of procs, methods and bindings.</summary>
internal static class ProcMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        t.On("call", -1, static (_, s, a, b) => ((RubyProc)s).CallWith(a, b));
        t.Alias("()", "call");
        t.Alias("yield", "call");
        t.Alias("[]", "call");
        t.Alias("===", "call");
        t.On("to_proc", 0, static (_, s, _, _) => s);
        t.On(
            "ruby2_keywords",
            0,
            static (_, s, _, _) =>
            {
                ModuleMethods.KeepKeywords(((RubyProc)s).Binder);
                return s;
            }
        );
        t.On(
            "==",
            1,
            static (_, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyProc other
                        && other.Origin == ((RubyProc)s).Origin
                        && other.IsLambda == ((RubyProc)s).IsLambda
                )
        );
        t.Alias("eql?", "==");
        t.On("hash", 0, static (r, s, _, _) => r.IdOf(((RubyProc)s).Origin));
        t.On("lambda?", 0, static (_, s, _, _) => Booleans.Of(((RubyProc)s).IsLambda));
        t.On("arity", 0, static (_, s, _, _) => (long)((RubyProc)s).Arity);
        t.On(
            "parameters",
            -1,
            static (r, s, _, _) =>
                ((RubyProc)s) is { Layout: null, Arity: < 0 and var arity }
                    ? r.Array([
                        .. Enumerable
                            .Repeat("req", -1 - arity)
                            .Append("rest")
                            .Select(kind => r.Array([new Symbol(kind)])),
                    ])
                    : Described(r, ((RubyProc)s).Parameters, ((RubyProc)s).IsLambda)
        );
        t.On(
            "curry",
            0,
            1,
            static (r, s, a, _) => Curried(r, (RubyProc)s, CurryCount(r, (RubyProc)s, a), [])
        );
        t.On(
            "source_location",
            0,
            static (r, s, _, _) =>
                ((RubyProc)s).Span is { } span
                    ? r.Array([r.String(span.File.Path), (long)span.Line])
                    : Nil.Value
        );
        t.On(
            "binding",
            0,
            static (r, s, _, _) =>
                new RubyBinding(r.Classes.Binding, ((RubyProc)s).Frame!, ((RubyProc)s).Layout!.Parent!)
        );
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String(
                    $"#<Proc{(((RubyProc)s).Span is { File: not null } at ? $" {at.File.Path}:{at.Line}" : "")}{(((RubyProc)s).IsLambda ? " (lambda)" : "")}>"
                )
        );
    });

    private static int CurryCount(Runtime r, RubyProc proc, object[] a)
    {
        var least = proc.Arity < 0 ? -proc.Arity - 1 : proc.Arity;
        if (a.Length == 0)
        {
            return least;
        }
        var count = (int)r.Int(a[0]);
        var most =
            proc.Arity >= 0 ? least
            : proc.Parameters is { Rest: null } parameters
                ? parameters.Required.Length + parameters.Optional.Length + parameters.Post.Length
            : int.MaxValue;
        return proc.IsLambda && (count < least || count > most)
            ? throw Arguments.WrongNumber(r, count, least, most)
            : count;
    }

    private static RubyArray Described(Runtime r, Parameters? parameters, bool isLambda)
    {
        RubyArray One(string kind, string name) =>
            r.Array([new Symbol(kind), new Symbol(name.Split('%')[0])]);
        var items = new List<object>();
        if (parameters is not null)
        {
            object Place(Expression p) =>
                p is LocalVariable named
                    ? One(isLambda ? "req" : "opt", named.Name)
                    : r.Array(isLambda ? [new Symbol("req")] : [new Symbol("opt"), Nil.Value]);
            items.AddRange(parameters.Required.Select(Place));
            items.AddRange(parameters.Optional.Select(p => One("opt", p.Name)));
            if (parameters.Rest == "...")
            {
                return r.Array([One("rest", "*"), One("keyrest", "**"), One("block", "&")]);
            }
            items.AddRange(
                parameters.Rest is { } rest
                    ? [rest == "*" ? r.Array([new Symbol("rest")]) : One("rest", rest)]
                    : []
            );
            items.AddRange(parameters.Post.Select(Place));
            items.AddRange(
                parameters.Keywords.Select(p => One(p.Default is null ? "keyreq" : "key", p.Name))
            );
            items.AddRange(parameters.KeywordRest is { } more ? [One("keyrest", more)] : []);
            items.AddRange(parameters.RefusesKeywords ? [r.Array([new Symbol("nokey")])] : []);
            items.AddRange(parameters.Block is { } block ? [One("block", block)] : []);
        }
        return r.Array(items);
    }

    private static RubyProc Curried(Runtime r, RubyProc proc, int count, object[] given) =>
        new(
            r.Classes.Proc,
            (more, _) =>
            {
                object[] all = [.. given, .. more];
                return all.Length >= count ? proc.Call(all) : Curried(r, proc, count, all);
            }
        )
        {
            IsLambda = proc.IsLambda,
        };

    public static readonly NativeTable Methods = new(static t =>
    {
        t.On(
            "call",
            -1,
            static (r, s, a, b) => ((RubyMethodObject)s).Method.Call(r, ((RubyMethodObject)s).Receiver, a, b)
        );
        t.Alias("()", "call");
        t.Alias("[]", "call");
        t.Alias("===", "call");
        t.On(
            "to_proc",
            0,
            static (r, s, _, _) =>
            {
                var taken = (RubyMethodObject)s;
                return new RubyProc(
                    r.Classes.Proc,
                    (a, b) => taken.Method.Call(r, taken.Receiver, a, b),
                    taken.Method.Arity
                )
                {
                    IsLambda = true,
                };
            }
        );
        t.On(
            "unbind",
            0,
            static (r, s, _, _) =>
                new RubyMethodObject(r.Classes.UnboundMethod, Nil.Value, ((RubyMethodObject)s).Method)
                {
                    Name = ((RubyMethodObject)s).Name,
                }
        );
        t.On("receiver", 0, static (_, s, _, _) => ((RubyMethodObject)s).Receiver);
        Both(t);
    });

    public static readonly NativeTable Unbound = new(static t =>
    {
        t.On(
            "bind",
            1,
            static (r, s, a, _) =>
                new RubyMethodObject(r.Classes.Method, a[0], Bound(r, (RubyMethodObject)s, a[0]))
                {
                    Name = ((RubyMethodObject)s).Name,
                }
        );
        t.On(
            "bind_call",
            -2,
            static (r, s, a, b) => Bound(r, (RubyMethodObject)s, a[0]).Call(r, a[0], a[1..], b)
        );
        Both(t);
    });

    private static RubyMethod Bound(Runtime r, RubyMethodObject taken, object receiver)
    {
        var owner = taken.Method.Owner;
        return !owner.IsClass || r.ClassOf(receiver).Is(owner) ? taken.Method
            : owner.Attached is not null
                ? throw r.Error("TypeError", "singleton method called for a different object")
            : throw r.Error("TypeError", $"bind argument must be an instance of {owner.DisplayName}");
    }

    private static void Both(NativeTable t)
    {
        t.On("name", 0, static (_, s, _, _) => new Symbol(((RubyMethodObject)s).Name));
        t.On(
            "original_name",
            0,
            static (_, s, _, _) => new Symbol(((RubyMethodObject)s).Method.Written.Name)
        );
        t.On(
            "==",
            1,
            static (_, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyMethodObject other
                        && ReferenceEquals(other.Receiver, ((RubyMethodObject)s).Receiver)
                        && other.Class == ((RubyMethodObject)s).Class
                        && other.Method.Owner == ((RubyMethodObject)s).Method.Owner
                        && other.Method.Written.IsSame(((RubyMethodObject)s).Method.Written)
                )
        );
        t.Alias("eql?", "==");
        t.On(
            "hash",
            0,
            static (r, s, _, _) =>
                r.IdOf(((RubyMethodObject)s).Method.Owner) + ((RubyMethodObject)s).Method.Arity
        );
        t.On("inspect", 0, static (r, s, _, _) => r.String(Shown(r, (RubyMethodObject)s)));
        t.Alias("to_s", "inspect");
        t.On(
            "source_location",
            0,
            static (r, s, _, _) =>
                Place(((RubyMethodObject)s).Method) is { } span
                    ? r.Array([r.String(span.File.Path), (long)span.Line])
                    : Nil.Value
        );
        t.On(
            "super_method",
            0,
            static (r, s, _, _) =>
            {
                var taken = (RubyMethodObject)s;
                return
                    r.ClassOf(taken.Receiver).FindSuper(taken.Method.Written.Owner, taken.Method.Written.Name)
                        is { } next
                    ? new RubyMethodObject(taken.Class, taken.Receiver, next)
                    : Nil.Value;
            }
        );
        t.On("owner", 0, static (_, s, _, _) => ((RubyMethodObject)s).Method.Owner);
        t.On("arity", 0, static (_, s, _, _) => (long)((RubyMethodObject)s).Method.Arity);
        t.On("parameters", 0, static (r, s, _, _) => Described(r, ((RubyMethodObject)s).Method));
    }

    private static RubyArray Described(Runtime r, RubyMethod method) =>
        method switch
        {
            InterpretedMethod { Body.Binder.Parameters: var parameters } => Described(r, parameters, true),
            ProcMethod { Parameters: var parameters } => Described(r, parameters, true),
            { Arity: >= 0 and var count } => r.Array([
                .. Enumerable.Range(0, count).Select(_ => r.Array([new Symbol("req")])),
            ]),
            _ => r.Array([r.Array([new Symbol("rest")])]),
        };

    private static Text.Span? Place(RubyMethod method) =>
        method switch
        {
            InterpretedMethod { Body.Span: { File: not null } span } when Runtime.IsOfUser(span) => span,
            ProcMethod { Span: { File: not null } span } when Runtime.IsOfUser(span) => span,
            _ => null,
        };

    /// <summary>A method as it is shown: whose it is, its name, its parameters, its place.</summary>
    private static string Shown(Runtime r, RubyMethodObject taken)
    {
        var method = taken.Method;
        var isUnbound = taken.Class == r.Classes.UnboundMethod;
        string of;
        if (method.Owner.Attached is { } attached)
        {
            of = isUnbound ? $"{method.Owner.DisplayName}#" : $"{r.Inspect(attached)}.";
        }
        else
        {
            var type = isUnbound ? method.Owner : r.RealClass(taken.Receiver);
            of = type.DisplayName + (type == method.Owner ? "" : $"({method.Owner.DisplayName})") + "#";
        }
        var parameters = Described(r, method).Items.Select(item => Shown((RubyArray)item));
        var original = method.Written.Name == taken.Name ? "" : $"({method.Written.Name})";
        var place = Place(method) is { } span ? $" {span.File.Path}:{span.Line}" : "";
        return $"#<{r.RealClass(taken).DisplayName}: {of}{taken.Name}{original}({string.Join(", ", parameters)}){place}>";
    }

    private static string Shown(RubyArray parameter)
    {
        var name = parameter.Items.Count > 1 ? ((Symbol)parameter.Items[1]).Name : null;
        return ((Symbol)parameter.Items[0]).Name switch
        {
            "opt" => $"{name ?? "_"}=...",
            "keyreq" => $"{name}:",
            "key" => $"{name}: ...",
            "rest" => name == "*" ? "*" : $"*{name}",
            "keyrest" => name == "**" ? "**" : $"**{name}",
            "block" => name == "&" ? "&" : $"&{name}",
            "nokey" => "**nil",
            _ => name ?? "_",
        };
    }

    public static readonly NativeTable Bindings = new(static t =>
    {
        t.On(
            "local_variable_get",
            1,
            static (r, s, a, _) =>
            {
                var binding = (RubyBinding)s;
                return binding.Layout.Find(r.NameOf(a[0])) is { } at
                    ? Outer(binding.Frame, at.Depth).Locals[at.Slot] ?? Nil.Value
                    : throw r.NameProblem(
                        "NameError",
                        $"local variable `{r.NameOf(a[0])}' is not defined for {r.AnyToText(s)}",
                        r.NameOf(a[0]),
                        s,
                        r.Site?.Span
                    );
            }
        );
        t.On(
            "local_variable_set",
            2,
            static (r, s, a, _) =>
            {
                var binding = (RubyBinding)s;
                var (depth, slot) = binding.Layout.FindOrDeclare(r.NameOf(a[0]));
                binding.Grow();
                return Outer(binding.Frame, depth).Locals[slot] = a[1];
            }
        );
        t.On(
            "local_variable_defined?",
            1,
            static (r, s, a, _) => Booleans.Of(((RubyBinding)s).Layout.Find(r.NameOf(a[0])) is not null)
        );
        t.On(
            "local_variables",
            0,
            static (r, s, _, _) => r.Array([.. ((RubyBinding)s).Layout.AllNames.Select(n => new Symbol(n))])
        );
        t.On("receiver", 0, static (_, s, _, _) => ((RubyBinding)s).Frame.Self);
        t.On("eval", 1, 3, static (r, s, a, _) => Programs.RunIn((RubyBinding)s, Programs.File(r, a, 1)));
        t.On("dup", 0, static (_, s, _, _) => ((RubyBinding)s).Copy());
        t.Alias("clone", "dup");
        t.On(
            "source_location",
            0,
            static (r, s, _, _) =>
                ((RubyBinding)s).Place is { } place
                    ? r.Array([r.String(place.File.Path), (long)place.Line])
                    : Nil.Value
        );
    });

    private static Frame Outer(Frame frame, int depth)
    {
        for (; depth > 0; depth--)
        {
            frame = frame.Outer!;
        }
        return frame;
    }
}
