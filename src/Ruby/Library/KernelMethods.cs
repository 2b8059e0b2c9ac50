using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bunraku.Ruby;

// Tables of methods: the file length and the method length are those of the lists.

/// <summary>What can be called anywhere.</summary>
internal static class KernelMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        Identity(t);
        Reflection(t);
        Output(t);
        Exits(t);
        Converting(t);
    });

    // A table of methods: the method length is that of the list.
    private static void Identity(NativeTable t)
    {
        t.On("class", 0, static (r, s, _, _) => r.RealClass(s));
        t.On("singleton_class", 0, static (r, s, _, _) => r.SingletonOf(s));
        t.On("object_id", 0, static (r, s, _, _) => r.IdOf(s));
        // Plain objects are told apart: a class that says more may come here by `super`.
        t.On(
            "hash",
            0,
            static (_, s, _, _) =>
                s.GetType() == typeof(RubyObject) ? (long)s.GetHashCode() : KeyComparer.HashOf(s)
        );
        t.On(
            "eql?",
            1,
            static (_, s, a, _) =>
                Booleans.Of(
                    s.GetType() == typeof(RubyObject)
                        ? s == a[0]
                        : ((IEqualityComparer<object>)KeyComparer.Instance).Equals(s, a[0])
                )
        );
        t.On("===", 1, static (r, s, a, _) => Booleans.Of(r.AreEqual(s, a[0])));
        t.On("=~", 1, static (_, _, _, _) => Nil.Value);
        t.On("!~", 1, static (r, s, a, _) => Booleans.Of(!Runtime.IsTrue(r.Send(s, "=~", a[0]))));
        t.On("<=>", 1, static (r, s, a, _) => r.AreEqual(s, a[0]) ? 0L : Nil.Value);
        t.On("nil?", 0, static (_, s, _, _) => Booleans.Of(s is Nil));
        t.On("to_s", 0, static (r, s, _, _) => r.String(s == (object)r.Main ? "main" : r.AnyToText(s)));
        t.On("inspect", 0, static (r, s, _, _) => r.String(InspectObject(r, s)));
        t.On(
            "freeze",
            0,
            static (_, s, _, _) =>
            {
                if (s is RubyObject thing)
                {
                    thing.IsFrozen = true;
                }
                return s;
            }
        );
        t.On("frozen?", 0, static (_, s, _, _) => Booleans.Of(s is not RubyObject thing || thing.IsFrozen));
        t.On("dup", 0, static (r, s, _, _) => Copies.Of(r, s, isClone: false));
        t.On(
            "clone",
            0,
            1,
            static (r, s, a, _) =>
                (a is [RubyHash options] ? options.Find(new Symbol("freeze")) : null) switch
                {
                    false when s is not RubyObject => throw r.Error(
                        "ArgumentError",
                        $"can't unfreeze {r.RealClass(s).DisplayName}"
                    ),
                    bool isFrozen => Copies.Of(r, s, isClone: true, isFrozen),
                    null or Nil => Copies.Of(r, s, isClone: true),
                    var other => throw r.Error(
                        "ArgumentError",
                        $"unexpected value for freeze: {r.RealClass(other).DisplayName}"
                    ),
                }
        );
        t.Hidden("initialize_clone", 1, 2, static (r, s, a, _) => r.Send(s, "initialize_copy", a[0]));
        t.Hidden("initialize_dup", 1, 1, static (r, s, a, _) => r.Send(s, "initialize_copy", a[0]));
        t.Hidden(
            "initialize_copy",
            1,
            1,
            static (r, s, a, _) =>
                s == a[0] ? s
                : s is not RubyObject { IsFrozen: false } ? throw r.Frozen(s)
                : r.RealClass(s) == r.RealClass(a[0]) ? s
                : throw r.Error("TypeError", "initialize_copy should take same class object")
        );
        t.On("itself", 0, static (_, s, _, _) => s);
        t.On(
            "tap",
            0,
            static (_, s, _, b) =>
            {
                RubyProc.Given(b).Call(s);
                return s;
            }
        );
        t.On(
            "then",
            0,
            static (r, s, _, b) =>
                b is null ? new RubyEnumerator(r.Classes.Enumerator, s, "then", []) { Size = 1L } : b.Call(s)
        );
        t.Alias("yield_self", "then");
        Library.Late(t, "pretty_inspect", "pp");
        t.On(
            "extend",
            -2,
            static (r, s, a, _) =>
            {
                if (s is RubyObject { IsFrozen: true })
                {
                    throw r.Frozen(s);
                }
                foreach (var value in Enumerable.Reverse(a))
                {
                    if (value is not RubyModule { IsClass: false } module)
                    {
                        throw r.Error(
                            "TypeError",
                            $"wrong argument type {r.RealClass(value).DisplayName} (expected Module)"
                        );
                    }
                    r.Send(module, "extend_object", s);
                    if (r.ClassOf(module).FindMethod("extended") is InterpretedMethod)
                    {
                        r.Send(module, "extended", s);
                    }
                }
                return s;
            }
        );
        t.On(
            "instance_of?",
            1,
            static (r, s, a, _) =>
                a[0] is RubyModule type
                    ? Booleans.Of(r.RealClass(s) == type)
                    : throw r.Error("TypeError", "class or module required")
        );
        t.On(
            "is_a?",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    r.ClassOf(s)
                        .Is(a[0] as RubyModule ?? throw r.Error("TypeError", "class or module required"))
                )
        );
        t.Alias("kind_of?", "is_a?");
    }

    private static string InspectObject(Runtime r, object self)
    {
        if (self is not RubyObject thing || self == (object)r.Main)
        {
            return r.ToText(self);
        }
        var names = thing.VariableNames.ToList();
        if (names.Count == 0)
        {
            return r.AnyToText(self);
        }
        return r.Shown(
            self,
            $"#<{r.RealClass(self).DisplayName} ...>",
            () =>
                $"#<{r.RealClass(self).DisplayName} {string.Join(", ", names.Select(name => $"{name}={r.Inspect(thing.Variable(name)!)}"))}>"
        );
    }

    // A table of methods: the method length is that of the list.
    private static void Reflection(NativeTable t)
    {
        t.On(
            "respond_to?",
            1,
            2,
            static (r, s, a, _) =>
                Booleans.Of(r.Knows(s, r.NameOf(a[0]), a.Length > 1 && Runtime.IsTrue(a[1])))
        );
        t.Hidden("respond_to_missing?", 2, 2, static (_, _, _, _) => Booleans.False);
        t.On(
            "send",
            -1,
            static (r, s, a, b) =>
                a.Length == 0
                    ? throw r.Error("ArgumentError", "no method name given")
                    : r.Send(s, r.NameOf(a[0]), a[1..], b)
        );
        t.On(
            "public_send",
            -2,
            static (r, s, a, b) =>
            {
                var name = r.NameOf(a[0]);
                return r.ClassOf(s).FindMethod(name) is { Visibility: Visibility.Public } method
                    ? method.Call(r, s, a[1..], b)
                    : r.Missing(s, name, a[1..], b, false, false, r.Site?.Span);
            }
        );
        ReflectionMethods.OfObjects(t);
        t.On(
            "singleton_methods",
            0,
            1,
            static (r, s, a, _) =>
                r.Array([
                    .. (
                        r.ClassOf(s) is { Attached: not null } own
                            ? new[] { own }
                                .Concat(a is [false] || s is RubyModule ? [] : own.Included)
                                .SelectMany(module => module.Methods)
                                .Where(pair => pair.Value.Visibility != Visibility.Private)
                                .Select(pair => pair.Key)
                                .Distinct()
                            : []
                    ).Select(n => new Symbol(n)),
                ])
        );
        t.On(
            "define_singleton_method",
            1,
            2,
            static (r, s, a, b) => ModuleMethods.DefineMethod(r, r.SingletonOf(s), a, b)
        );
        t.On(
            "instance_variable_get",
            1,
            static (r, s, a, _) => (s as RubyObject)?.Variable(Variable(r, s, a[0])) ?? Nil.Value
        );
        t.On(
            "instance_variable_set",
            2,
            static (r, s, a, _) =>
            {
                r.SetInstanceVariable(s, Variable(r, s, a[0]), a[1]);
                return a[1];
            }
        );
        t.On(
            "instance_variable_defined?",
            1,
            static (r, s, a, _) => Booleans.Of((s as RubyObject)?.Variable(Variable(r, s, a[0])) is not null)
        );
        t.On(
            "instance_variables",
            0,
            static (r, s, _, _) =>
                r.Array([.. ((s as RubyObject)?.VariableNames ?? []).Select(n => new Symbol(n))])
        );
        t.On(
            "remove_instance_variable",
            1,
            static (r, s, a, _) =>
                (s is RubyObject { IsFrozen: false } thing ? thing : throw r.Frozen(s)).RemoveVariable(
                    Variable(r, s, a[0])
                )
                ?? throw r.NameProblem(
                    "NameError",
                    $"instance variable {r.NameOf(a[0])} not defined",
                    r.NameOf(a[0]),
                    s,
                    r.Site?.Span
                )
        );
        t.On(
            "enum_for",
            -1,
            static (r, s, a, b) =>
                new RubyEnumerator(
                    r.Classes.Enumerator,
                    s,
                    a.Length > 0 ? r.NameOf(a[0]) : "each",
                    a.Length > 0 ? a[1..] : []
                )
                {
                    Size = b,
                }
        );
        t.Alias("to_enum", "enum_for");
        t.On(
            "display",
            0,
            static (r, s, _, _) =>
            {
                r.Print(r.ToText(s));
                return Nil.Value;
            }
        );
    }

    /// <summary>The name of an instance variable.</summary>
    private static string Variable(Runtime r, object self, object value) =>
        r.NameOf(value) is ['@', not ('@' or (>= '0' and <= '9')), ..] name
        && name.Skip(1).All(Lexer.IsNamePart)
            ? name
            : throw r.NameProblem(
                "NameError",
                $"`{r.NameOf(value)}' is not allowed as an instance variable name",
                r.NameOf(value),
                self,
                r.Site?.Span
            );

    private static void Output(NativeTable t)
    {
        t.Hidden(
            "__print",
            2,
            2,
            static (r, _, a, _) =>
            {
                var text = r.Text(a[0]);
                (a[1] is true ? (Action<string>)r.Doors.Warn : r.Doors.Print)(text);
                return (long)System.Text.Encoding.UTF8.GetByteCount(text);
            }
        );
        t.Hidden("puts", 0, int.MaxValue, static (r, _, a, _) => Puts(r, a));
        t.Hidden(
            "print",
            0,
            int.MaxValue,
            static (r, _, a, _) =>
            {
                r.Print(string.Concat(a.Select(r.ToText)));
                return Nil.Value;
            }
        );
        t.Hidden(
            "p",
            0,
            int.MaxValue,
            static (r, _, a, _) =>
            {
                r.Print(string.Concat(a.Select(value => r.Inspect(value) + "\n")));
                return a.Length == 0 ? Nil.Value
                    : a.Length == 1 ? a[0]
                    : r.Array([.. a]);
            }
        );
        t.Hidden(
            "printf",
            1,
            int.MaxValue,
            static (r, _, a, _) =>
            {
                r.Print(Formatting.Format(r, StringMethods.Of(r, a[0]), a[1..]).Text);
                return Nil.Value;
            }
        );
        t.Hidden(
            "format",
            1,
            int.MaxValue,
            static (r, _, a, _) => Formatting.Format(r, StringMethods.Of(r, a[0]), a[1..])
        );
        t.Alias("sprintf", "format");
        Requiring(t);
        t.Hidden(
            "sleep",
            0,
            1,
            static (r, _, a, _) =>
            {
                // Nothing is waited for while a catalog is compiled, but what takes too long is told at once.
                var seconds = a.Length > 0 ? Math.Min(TimeMaking.Number(r, a[0]).ToDouble(), 1e9) : 0;
                if (seconds < 0)
                {
                    throw r.Error("ArgumentError", "time interval must not be negative");
                }
                r.CheckDeadlines(TimeSpan.FromSeconds(seconds));
                return (long)Math.Round(seconds);
            }
        );
    }

    private static void Requiring(NativeTable t)
    {
        t.Hidden("require", 1, 1, static (r, _, a, _) => Booleans.Of(Library.Require(r, r.Text(a[0]))));
        t.Hidden(
            "require_relative",
            1,
            1,
            static (r, _, a, _) => Booleans.Of(Library.RequireRelative(r, r.Text(a[0])))
        );
        t.Hidden(
            "__dir__",
            0,
            0,
            static (r, _, _, _) =>
                r.Site?.Span.File.Path is { } path
                    ? r.String(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/")
                    : Nil.Value
        );
        t.Hidden("load", 1, 2, static (r, _, a, _) => Booleans.Of(Library.Require(r, r.Text(a[0]))));
    }

    private static object Puts(Runtime r, object[] values)
    {
        r.Print(
            values is [RubyString { Text: var line }]
                ? line.EndsWith('\n')
                    ? line
                    : line + "\n"
                : r.Text(r.Invoke(r.Main, "__lines", [r.Array([.. values])]))
        );
        return Nil.Value;
    }

    // A table of methods: the method length is that of the list.
    private static void Exits(NativeTable t)
    {
        t.Hidden("raise", 0, int.MaxValue, static (r, _, a, _) => throw ExceptionMethods.Raised(r, a));
        t.Alias("fail", "raise");
        t.Hidden(
            "loop",
            0,
            0,
            static (r, s, _, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "loop", []);
                }
                try
                {
                    while (true)
                    {
                        r.Step();
                        b.Call();
                    }
                }
                catch (RubyError error) when (r.IsEnd(error))
                {
                    return error.Value.Details.GetValueOrDefault("result", Nil.Value);
                }
            }
        );
        t.Hidden(
            "catch",
            0,
            1,
            static (r, _, a, b) =>
            {
                var tag = a.Length > 0 ? a[0] : new RubyObject(r.Classes.Object);
                var depth = r.Depth;
                r.SetGlobal(r.Caller!, "$ catch", r.Array([.. r.Splat(r.Global(r.Caller!, "$ catch")), tag]));
                try
                {
                    return RubyProc.Given(b).Call(tag);
                }
                catch (ThrowException exit) when (IsSame(exit.Tag, tag))
                {
                    r.Depth = depth;
                    return exit.Value;
                }
                finally
                {
                    r.SetGlobal(
                        r.Caller!,
                        "$ catch",
                        r.Array([.. r.Splat(r.Global(r.Caller!, "$ catch")).SkipLast(1)])
                    );
                }
            }
        );
        t.Hidden(
            "throw",
            1,
            2,
            static (r, _, a, _) =>
                r.Splat(r.Global(r.Caller!, "$ catch")).Any(tag => IsSame(tag, a[0]))
                    ? throw new ThrowException(a[0], a.Length > 1 ? a[1] : Nil.Value)
                    : throw Uncaught(r, a[0], a.Length > 1 ? a[1] : Nil.Value)
        );
        t.Hidden("exit", 0, 1, static (r, _, a, _) => throw Exit(r, a.Length > 0 ? a[0] : 0L, "exit"));
        t.Alias("exit!", "exit");
        t.Hidden(
            "abort",
            0,
            1,
            static (r, _, a, _) =>
            {
                if (a.Length > 0)
                {
                    r.Send(r.Global(r.Caller!, "$stderr"), "puts", a[0]);
                }
                throw Exit(r, 1L, a.Length > 0 ? r.Text(a[0]) : "exit");
            }
        );
        foreach (var name in new[] { "lambda", "proc" })
        {
            t.Hidden(
                name,
                0,
                0,
                static (r, _, _, b) =>
                    b ?? throw r.Error("ArgumentError", "tried to create Proc object without a block")
            );
        }
        t.Hidden(
            "__method__",
            0,
            0,
            static (r, _, _, _) =>
                r.Caller!.Home.Method is { } method ? new Symbol(method.Written.Name) : Nil.Value
        );
        t.Hidden(
            "__callee__",
            0,
            0,
            static (r, _, _, _) => r.Caller!.Home.Method is { } method ? new Symbol(method.Name) : Nil.Value
        );
        t.Hidden("caller", 0, 2, static (r, _, a, _) => Places(r, a, call => r.String(Runtime.Told(call))));
        t.Hidden(
            "caller_locations",
            0,
            2,
            static (r, _, a, _) =>
            {
                var type = r.FindConstant("Thread::Backtrace::Location")!;
                return Places(r, a, call => r.Send(type, "__of", r.String(Runtime.Told(call))));
            }
        );
        t.Hidden(
            "global_variables",
            0,
            0,
            static (r, _, _, _) => r.Array([.. r.GlobalNames.Select(name => new Symbol(name))])
        );
        t.Hidden(
            "autoload",
            2,
            2,
            static (r, _, a, _) => ConstantMethods.Autoload(r, r.Caller!.Scope.Written.Module, a)
        );
        t.Hidden(
            "autoload?",
            1,
            2,
            static (r, _, a, _) => ConstantMethods.Late(r, r.Caller!.Scope.Written.Module, a)
        );
        t.Hidden(
            "eval",
            1,
            4,
            static (r, s, a, _) =>
            {
                return a.Length > 1 && a[1] is RubyBinding binding
                    ? Programs.RunIn(binding, Programs.File(r, a, 2))
                    : ObjectMethods.Evaluate(r, s, [a[0], .. a.Skip(2)], null, null);
            }
        );
        t.Hidden(
            "system",
            0,
            int.MaxValue,
            static (r, _, _, _) => throw r.Error("SecurityError", "no program may be run from here")
        );
        t.Hidden(
            "`",
            1,
            1,
            static (r, _, _, _) => throw r.Error("SecurityError", "no program may be run from here")
        );
        t.Hidden("open", 1, int.MaxValue, static (r, _, a, block) => Open(r, a, block));
        foreach (var name in new[] { "exec", "fork", "spawn" })
        {
            t.Hidden(
                name,
                0,
                int.MaxValue,
                static (r, _, _, _) => throw r.Error("SecurityError", "no program may be run from here")
            );
        }
    }

    /// <summary>A file, what a program says behind a bar, or what an object gives that knows.</summary>
    private static object Open(Runtime r, object[] a, RubyProc? block)
    {
        if (r.RespondsTo(a[0], "to_open"))
        {
            return r.Send(a[0], "to_open", a[1..], block);
        }
        return a[0] is RubyString { Text: ['|', .. var command] }
            ? r.Send(r.FindConstant("IO")!, "popen", [r.String(command.Trim()), .. a[1..]], block)
            : r.Send(r.FindConstant("File")!, "open", a, block);
    }

    /// <summary>Whether two values are one object.</summary>
    private static bool IsSame(object one, object other) =>
        ReferenceEquals(one, other) || one is not RubyObject && one.Equals(other);

    private static RubyError Uncaught(Runtime r, object tag, object value)
    {
        var error = r.Error("UncaughtThrowError", $"uncaught throw {r.Inspect(tag)}");
        (error.Value.Details["tag"], error.Value.Details["value"]) = (tag, value);
        return error;
    }

    /// <summary>The calls that led here, from one on: the first is that of the caller.</summary>
    private static object Places(Runtime r, object[] a, Func<(Text.Span Place, string Label), object> shown)
    {
        var all = r.Trace().Skip(1).ToList();
        if (a is [RubyRange])
        {
            return r.Send(r.Array(all.ConvertAll(call => shown(call))), "[]", a[0]);
        }
        var skip = a is [] ? 1 : r.Int(a[0]);
        var take = a is [_, not Nil] ? r.Int(a[1]) : long.MaxValue;
        return skip < 0 ? throw r.Error("ArgumentError", $"negative level ({skip})")
            : take < 0 ? throw r.Error("ArgumentError", $"negative size ({take})")
            : skip > all.Count ? Nil.Value
            : r.Array([.. all.Skip((int)skip).Take((int)Math.Min(take, all.Count)).Select(shown)]);
    }

    private static RubyError Exit(Runtime r, object status, string message)
    {
        var error = r.Error("SystemExit", message);
        error.Value.Details["status"] = status switch
        {
            true => 0L,
            false => 1L,
            _ => r.Int(status),
        };
        return error;
    }

    private static void Converting(NativeTable t)
    {
        t.On("to_json", -1, static (r, s, a, _) => JsonLibrary.ToJson(r, s, a));
        t.Hidden("JSON", 1, 2, static (r, _, a, _) => r.Send(r.Classes.Object.Constants["JSON"], "[]", a));
        t.Hidden("Integer", 1, 3, static (r, _, a, _) => ToInteger(r, a));
        t.Hidden("Float", 1, 2, static (r, _, a, _) => ToFloat(r, a));
        t.Hidden(
            "String",
            1,
            1,
            static (r, _, a, _) =>
                a[0] is RubyString ? a[0]
                : r.RespondsTo(a[0], "to_str") ? r.String(r.Text(a[0]))
                : ConvertedBy(r, a[0], "to_s", "String") switch
                {
                    RubyString text => text,
                    var made => throw Unfit(r, a[0], "to_s", "String", made),
                }
        );
        t.Hidden(
            "Array",
            1,
            1,
            // An array is itself: templates change their variables through it.
            static (r, _, a, _) => a[0] is RubyArray array ? array : Listed(r, a[0])
        );
        t.Hidden("using", 1, 1, static (r, s, a, _) => Refinements.Use(r, s, a[0]));
        foreach (
            var (name, library) in new[]
            {
                ("Rational", "rational"),
                ("Complex", "complex"),
                ("BigDecimal", "bigdecimal"),
            }
        )
        {
            Library.Late(t, name, library);
        }
        t.Hidden(
            "Hash",
            1,
            1,
            static (r, _, a, _) =>
                a[0] is RubyArray { Items.Count: 0 } ? r.Hash()
                : a[0] is RubyHash or Nil || r.RespondsTo(a[0], "to_hash") ? r.ToHash(a[0])
                : throw r.Error("TypeError", $"can't convert {r.Kind(a[0])} into Hash")
        );
    }

    private static RubyArray Listed(Runtime r, object value)
    {
        foreach (var conversion in value is RubyObject ? new[] { "to_ary", "to_a" } : [])
        {
            if (r.RespondsTo(value, conversion, isAll: true))
            {
                switch (r.Invoke(value, conversion, []))
                {
                    case RubyArray list:
                        return list;
                    case Nil when conversion == "to_ary":
                        break;
                    case Nil:
                        return r.Array([value]);
                    case var made:
                        throw Unfit(r, value, conversion, "Array", made);
                }
            }
        }
        return r.Array([.. r.Splat(value)]);
    }

    /// <summary>What a conversion gives, or null where there is none.</summary>
    private static object ConvertedBy(Runtime r, object value, string conversion, string target) =>
        r.RespondsTo(value, conversion, isAll: true)
            ? r.Invoke(value, conversion, [])
            : throw r.Error("TypeError", $"can't convert {r.Kind(value)} into {target}");

    private static RubyError Unfit(Runtime r, object value, string conversion, string target, object made) =>
        r.Error(
            "TypeError",
            $"can't convert {r.Kind(value)} to {target} ({r.Kind(value)}#{conversion} gives {r.Kind(made)})"
        );

    private static object ToInteger(Runtime r, object[] a) =>
        Quietly(
            r,
            a,
            static (r, a) =>
            {
                var value = a[0];
                if (a.Length > 1 && a[1] is not Nil)
                {
                    value =
                        value is RubyString || r.RespondsTo(value, "to_str")
                            ? StringMethods.Of(r, value)
                            : throw r.Error("ArgumentError", "base specified for non string value");
                }
                switch (value)
                {
                    case long or BigInteger:
                        return value;
                    case double number:
                        return double.IsFinite(number)
                            ? Integers.Of(new BigInteger(number))
                            : throw r.Error("FloatDomainError", FloatText.Of(number));
                    case RubyString { Text: var text }:
                        var radix = a.Length > 1 && a[1] is not Nil ? r.Int(a[1]) : 0;
                        return radix is < 0 or 1 or > 36
                            ? throw r.Error("ArgumentError", $"invalid radix {radix}")
                            : IntegerText.Parse(text, radix == 0 ? 10 : (int)radix, radix != 0)
                                ?? throw r.Error(
                                    "ArgumentError",
                                    $"invalid value for Integer(): {Inspection.Of(text)}"
                                );
                    case Nil:
                        throw r.Error("TypeError", "can't convert nil into Integer");
                }
                if (
                    r.RespondsTo(value, "to_int", isAll: true)
                    && r.Invoke(value, "to_int", []) is (long or BigInteger) and var whole
                )
                {
                    return whole;
                }
                if (r.RespondsTo(value, "to_str"))
                {
                    return ToInteger(r, [StringMethods.Of(r, value)]);
                }
                var made = ConvertedBy(r, value, "to_i", "Integer");
                return made is long or BigInteger ? made : throw Unfit(r, value, "to_i", "Integer", made);
            }
        );

    private static object ToFloat(Runtime r, object[] a) =>
        Quietly(
            r,
            a,
            static (r, a) =>
                a[0] switch
                {
                    double => a[0],
                    long or BigInteger => Numbers.Float(a[0]),
                    RubyString { Text: var text } => text.Contains('\0', StringComparison.Ordinal)
                        ? throw r.Error("ArgumentError", "string for Float contains null byte")
                        : FloatPrefix.Whole(text.Trim())
                            ?? throw r.Error(
                                "ArgumentError",
                                $"invalid value for Float(): {Inspection.Of(text)}"
                            ),
                    Nil => throw r.Error("TypeError", "can't convert nil into Float"),
                    var value => ConvertedBy(r, value, "to_f", "Float") switch
                    {
                        double number => number,
                        var made => throw Unfit(r, value, "to_f", "Float", made),
                    },
                }
        );

    /// <summary>A conversion that gives nil where it fails, when it is called so.</summary>
    private static object Quietly(Runtime r, object[] a, Func<Runtime, object[], object> convert)
    {
        var isQuiet = false;
        if (a is [.., RubyHash options] && a.Length > 1)
        {
            a = a[..^1];
            if (options.Find(new Symbol("exception")) is { } given)
            {
                isQuiet = given is bool isLoud
                    ? !isLoud
                    : throw r.Error(
                        "ArgumentError",
                        $"expected true or false as exception: {r.Inspect(given)}"
                    );
            }
        }
        try
        {
            return convert(r, a);
        }
        catch (RubyError error) when (isQuiet && error.Value.Class.Is(r.Classes.StandardError))
        {
            return Nil.Value;
        }
    }
}

/// <summary>Text that is a whole number and nothing else.</summary>
internal static class IntegerText
{
    public static object? Parse(string text, int radix, bool isGiven)
    {
        var rest = text.Trim();
        var isNegative = rest.StartsWith('-');
        rest = rest.StartsWith('-') || rest.StartsWith('+') ? rest[1..] : rest;
        var prefix = rest.Length > 1 && rest[0] == '0' ? char.ToLowerInvariant(rest[1]) : ' ';
        var found = prefix switch
        {
            'x' => 16,
            'b' => 2,
            'o' => 8,
            'd' => 10,
            >= '0' and <= '9' or '_' => 8,
            _ => 0,
        };
        if (found > 0 && (!isGiven || found == radix))
        {
            radix = found;
            rest = rest[(char.IsAsciiLetter(prefix) ? 2 : 1)..];
        }
        var isGood =
            rest.Length > 0
            && !rest.StartsWith('_')
            && !rest.EndsWith('_')
            && !rest.Contains("__", StringComparison.Ordinal)
            && rest.All(c => c == '_' || Numbers.Digit(c) is >= 0 and var digit && digit < radix);
        return isGood ? Numbers.Leading((isNegative ? "-" : "") + rest, radix) : null;
    }
}
