namespace Bunraku.Ruby;

/// <summary>Copies of objects, one level deep.</summary>
internal static class Copies
{
    public static object Of(Runtime ruby, object value, bool isClone, bool? isFrozen = null)
    {
        if (
            value is not RubyObject original
            || value is RubyProc or RubyRegexp or RubyRange or RubyMethodObject
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
        if (ruby.ClassOf(copy).FindMethod("initialize_copy") is InterpretedMethod hook)
        {
            hook.Call(ruby, copy, [original], null);
        }
        copy.IsFrozen = isFrozen ?? (isClone && original.IsFrozen);
        return copy;
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
                return made;
            default:
                return new RubyObject(type);
        }
    }
}
