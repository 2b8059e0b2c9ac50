using Bunraku.Model;
using Bunraku.Ruby;
using RubyClass = Bunraku.Ruby.RubyModule;

namespace Bunraku.Compiler;

/// <summary>The <c>scope</c> of templates: variables and functions, asked for by name.</summary>
internal sealed class RubyTemplateScope(RubyClass type, Invocation invocation) : RubyObject(type)
{
    private const string FunctionPrefix = "function_";

    private Invocation Invocation => invocation;

    public static bool Has(Invocation invocation, string name) =>
        Find(invocation, name) is not (null or UndefValue);

    private static Value? Find(Invocation invocation, string name)
    {
        if (name.StartsWith("::", StringComparison.Ordinal))
        {
            name = name[2..];
        }
        return name.Contains("::", StringComparison.Ordinal)
            ? invocation.Compilation.FindQualified(name)
            : invocation.Scope.Find(name);
    }

    // A table of methods: the method length is that of the list.
    public static void Define(RubyWorld world, RubyClass type)
    {
        object Look(object self, string name)
        {
            var call = ((RubyTemplateScope)self).Invocation;
            return world.Assigned(call.Scope, name)
                ?? (Find(call, name) is { } value ? world.ToRuby(call.Scope, name, value) : Nil.Value);
        }
        type.Define("[]", 1, 2, (ruby, self, a, _) => Look(self, ruby.TextOf(a[0])));
        type.Define("lookupvar", 1, 2, (ruby, self, a, _) => Look(self, ruby.TextOf(a[0])));
        type.Define("setvar", 2, 3, (_, self, a, _) => Assign(world, self, a[0], a[1]));
        type.Define("[]=", 2, 2, (_, self, a, _) => Assign(world, self, a[0], a[1]));
        type.Define(
            "include?",
            1,
            1,
            (ruby, self, a, _) => Has(((RubyTemplateScope)self).Invocation, ruby.TextOf(a[0]))
        );
        type.Define(
            "exist?",
            1,
            1,
            (ruby, self, a, _) => Has(((RubyTemplateScope)self).Invocation, ruby.TextOf(a[0]))
        );
        type.Define(
            "to_hash",
            0,
            2,
            (ruby, self, _, _) =>
            {
                var hash = ruby.Hash();
                foreach (var (name, value) in ((RubyTemplateScope)self).Invocation.Scope.Visible())
                {
                    if (value is not UndefValue)
                    {
                        hash[ruby.String(name)] = world.ToRuby(value);
                    }
                }
                return hash;
            }
        );
        type.Define(
            "call_function",
            1,
            2,
            (ruby, self, a, block) =>
                CallFunction(world, self, ruby.TextOf(a[0]), a.Length > 1 ? a[1] : ruby.Array([]), block)
        );
        type.Define(
            "method_missing",
            1,
            int.MaxValue,
            (ruby, self, a, block) =>
            {
                var name = ruby.TextOf(a[0]);
                return name.StartsWith(FunctionPrefix, StringComparison.Ordinal)
                    ? CallFunction(
                        world,
                        self,
                        name[FunctionPrefix.Length..],
                        a.Length > 1 ? a[1] : ruby.Array([]),
                        block
                    )
                    : throw ruby.Fault(
                        "NoMethodError",
                        $"undefined method `{name}' for Scope({ScopeName(self)}):Puppet::Parser::Scope"
                    );
            }
        );
        type.Define(
            "respond_to?",
            1,
            2,
            (ruby, self, a, _) =>
            {
                var name = ruby.TextOf(a[0]);
                return name.StartsWith(FunctionPrefix, StringComparison.Ordinal)
                    ? ((RubyTemplateScope)self).Invocation.Compilation.HasFunction(
                        name[FunctionPrefix.Length..]
                    )
                    : name
                        is "[]"
                            or "[]="
                            or "lookupvar"
                            or "setvar"
                            or "call_function"
                            or "to_hash"
                            or "include?";
            }
        );
        type.Define("to_s", 0, 0, (ruby, self, _, _) => ruby.String($"Scope({ScopeName(self)})"));
        type.Define(
            "environment",
            0,
            0,
            (ruby, self, _, _) =>
                ruby.String(((RubyTemplateScope)self).Invocation.Compilation.EnvironmentName)
        );
        type.Define(
            "module_name",
            0,
            0,
            (ruby, self, _, _) => ruby.String(((RubyTemplateScope)self).Invocation.Scope.ModuleName)
        );
    }

    private static object Assign(RubyWorld world, object self, object name, object value)
    {
        var variable = world.Ruby.TextOf(name);
        return world.TryAssign(((RubyTemplateScope)self).Invocation.Scope, variable, value)
            ? value
            : throw world.Ruby.Fault("Puppet::ParseError", $"Cannot reassign variable '${variable}'");
    }

    private static string ScopeName(object self) =>
        ((RubyTemplateScope)self).Invocation.Scope.Body.Resource?.Reference.ToString() ?? "Class[main]";

    private static object CallFunction(
        RubyWorld world,
        object self,
        string name,
        object given,
        RubyProc? block
    )
    {
        var call = ((RubyTemplateScope)self).Invocation;
        var arguments = given is RubyArray list ? list.Items : [given];
        _ = block;
        var (depth, caller, site) = world.Ruby.Position;
        var result = call.CallFunction(name, [.. arguments.Select(world.ToPuppet)]);
        world.Ruby.Position = (depth, caller, site);
        return world.ToRuby(result);
    }
}
