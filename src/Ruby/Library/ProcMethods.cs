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
        t.On("lambda?", 0, static (_, s, _, _) => Booleans.Of(((RubyProc)s).IsLambda));
        t.On("arity", 0, static (_, s, _, _) => (long)((RubyProc)s).Arity);
        t.On(
            "parameters",
            -1,
            static (r, s, _, _) => Described(r, ((RubyProc)s).Parameters, ((RubyProc)s).IsLambda)
        );
        t.On(
            "curry",
            0,
            1,
            static (r, s, a, _) => Curried(r, (RubyProc)s, CurryCount(r, (RubyProc)s, a), [])
        );
        t.On(
            ">>",
            1,
            static (r, s, a, _) => r.Native(given => r.Send(a[0], "call", ((RubyProc)s).Call(given)))
        );
        t.On(
            "<<",
            1,
            static (r, s, a, _) => r.Native(given => ((RubyProc)s).Call(r.Send(a[0], "call", given)))
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
        return proc.IsLambda && (proc.Arity >= 0 ? count != least : count < least)
            ? throw Arguments.WrongNumber(r, count, least, proc.Arity >= 0 ? least : int.MaxValue)
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
            items.AddRange(parameters.Rest is { } rest ? [One("rest", rest)] : []);
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
            ">>",
            1,
            static (r, s, a, _) => r.Native(given => r.Send(a[0], "call", r.Send(s, "call", given)))
        );
        t.On(
            "<<",
            1,
            static (r, s, a, _) => r.Native(given => r.Send(s, "call", r.Send(a[0], "call", given)))
        );
        t.On(
            "unbind",
            0,
            static (r, s, _, _) =>
                new RubyMethodObject(r.Classes.UnboundMethod, Nil.Value, ((RubyMethodObject)s).Method)
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
                ((RubyMethodObject)s).Method is var method
                && (!method.Owner.IsClass || r.ClassOf(a[0]).Is(method.Owner))
                    ? new RubyMethodObject(r.Classes.Method, a[0], method)
                    : throw r.Error(
                        "TypeError",
                        $"bind argument must be an instance of {method.Owner.DisplayName}"
                    )
        );
        t.On("bind_call", -2, static (r, s, a, b) => ((RubyMethodObject)s).Method.Call(r, a[0], a[1..], b));
        Both(t);
    });

    private static void Both(NativeTable t)
    {
        t.On("name", 0, static (_, s, _, _) => new Symbol(((RubyMethodObject)s).Method.Name));
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
        t.On(
            "source_location",
            0,
            static (r, s, _, _) =>
                ((RubyMethodObject)s).Method is InterpretedMethod { Body.Span: { File: not null } span }
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
        t.On(
            "parameters",
            0,
            static (r, s, _, _) =>
                Described(
                    r,
                    ((RubyMethodObject)s).Method switch
                    {
                        InterpretedMethod method => method.Body.Binder.Parameters,
                        ProcMethod method => method.Parameters,
                        _ => null,
                    },
                    true
                )
        );
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
