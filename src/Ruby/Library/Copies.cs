namespace Bunraku.Ruby;

/// <summary>Copies of objects, one level deep.</summary>
internal static class Copies
{
    public static object Of(Runtime ruby, object value, bool isClone, bool? isFrozen = null)
    {
        if (
            value is not RubyObject original
            || value is RubyRegexp or RubyRange or RubyMethodObject or RubyMatch
        )
        {
            return value;
        }
        var copy = Made(ruby, original);
        copy.CopyVariables(original);
        if (isClone && original.Class.Attached is not null && original is not RubyModule)
        {
            var own = ruby.SingletonOf(copy);
            foreach (var (name, method) in original.Class.Methods)
            {
                own.Define(name, method.With(name, own, method.Visibility));
            }
            Share(original.Class, own);
            ruby.Hierarchy++;
        }
        Initialize(ruby, copy, original, isClone, isFrozen);
        copy.IsFrozen = isFrozen ?? (isClone && original.IsFrozen);
        return copy;
    }

    /// <summary>Tells a copy of what it is one, when its class wants to know.</summary>
    private static void Initialize(
        Runtime ruby,
        RubyObject copy,
        RubyObject original,
        bool isClone,
        bool? isFrozen
    )
    {
        var type = ruby.ClassOf(copy);
        if (type.FindMethod(isClone ? "initialize_clone" : "initialize_dup") is { } hook and not NativeMethod)
        {
            object[] arguments = [original];
            if (isFrozen is { } given)
            {
                var options = ruby.Hash();
                options.IsKeywords = true;
                options[new Symbol("freeze")] = Booleans.Of(given);
                arguments = [original, options];
            }
            hook.Call(ruby, copy, arguments, null);
        }
        else if (type.FindMethod("initialize_copy") is { } plain and not NativeMethod)
        {
            plain.Call(ruby, copy, [original], null);
        }
    }

    /// <summary>What a copy of a module has besides its methods.</summary>
    private static void Share(RubyModule original, RubyModule copy)
    {
        copy.Included.AddRange(original.Included);
        copy.Prepended.AddRange(original.Prepended);
        copy.PrivateConstants.UnionWith(original.PrivateConstants);
        foreach (var (name, value) in original.Constants)
        {
            copy.Constants[name] = value;
        }
        foreach (var (name, value) in original.ClassVariables)
        {
            copy.ClassVariables[name] = value;
        }
        copy.Class.Runtime.ConstantVersion++;
    }

    private static RubyObject Made(Runtime ruby, RubyObject original)
    {
        var type = ruby.RealClass(original);
        switch (original)
        {
            case RubyString text:
                return new RubyString(type, text.Text) { Encoding = text.Encoding };
            case RubyArray array:
                return new RubyArray(type, [.. array.Items]);
            case RubyHash hash:
                var copy = new RubyHash(type);
                copy.TakeFrom(hash);
                return copy;
            case RubyStruct structure:
                return new RubyStruct(type, [.. structure.Values]);
            case RubyNative { State: RubyHash set }:
                return new RubyNative(type, Made(ruby, set));
            case RubyNative native:
                return new RubyNative(type, native.State is ICloneable state ? state.Clone() : native.State);
            case RubyProc proc:
                return proc.As(type);
            case RubyTime time:
                return new RubyTime(type, time.Seconds, time.Clock);
            case RubyException error:
                var raised = new RubyException(type)
                {
                    Message = error.Message,
                    Cause = error.Cause,
                    Backtrace = error.Backtrace,
                };
                foreach (var (name, detail) in error.Details)
                {
                    raised.Details[name] = detail;
                }
                return raised;
            case RubyModule module:
                var made = module.IsClass ? ruby.NewClass(module.Superclass!) : ruby.NewModule(null);
                foreach (var (name, method) in module.Methods)
                {
                    made.Define(name, method.With(name, made, method.Visibility));
                }
                Share(module, made);
                if (module.Class.Attached == (object)module)
                {
                    var own = ruby.SingletonOf(made);
                    foreach (var (name, method) in module.Class.Methods)
                    {
                        own.Define(name, method.With(name, own, method.Visibility));
                    }
                    own.Included.AddRange(module.Class.Included);
                    ruby.Hierarchy++;
                }
                return made;
            default:
                return new RubyObject(type);
        }
    }
}
