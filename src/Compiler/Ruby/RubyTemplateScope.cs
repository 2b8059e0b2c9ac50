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

    /// <summary>What is no variable: nil, told of or an error, as the settings have it.</summary>
    private static Nil Unknown(RubyWorld world, Compilation compilation, string name)
    {
        if (name is "module_name" or "caller_module_name" || name.All(char.IsAsciiDigit))
        {
            return Nil.Value;
        }
        var isQualified = name.Contains("::", StringComparison.Ordinal);
        var bare = name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name;
        var end = bare.LastIndexOf("::", StringComparison.Ordinal);
        var reason =
            end <= 0 ? null
            : compilation.FindClassScope(bare[..end]) is not null ? null
            : compilation.HasClass(bare[..end]) ? $"class {bare[..end]} has not been evaluated"
            : $"class {bare[..end]} could not be found";
        var shown = isQualified && reason is null ? "::" + bare : bare;
        var message = $"Undefined variable '{shown}'; {reason}";
        switch (compilation.Settings.Strict)
        {
            case Bunraku.Text.Severity.Error:
                throw world.Ruby.Fault("ArgumentError", message);
            case Bunraku.Text.Severity.Warning:
                compilation.WarnOnce($"Variable: {shown}", $"{message}\n   (file & line not available)");
                break;
        }
        return Nil.Value;
    }

    // A table of methods: the method length is that of the list.
    public static void Define(RubyWorld world, RubyClass type)
    {
        object Look(object self, string name)
        {
            var call = ((RubyTemplateScope)self).Invocation;
            return world.Assigned(call.Scope, name)
                ?? (
                    Find(call, name) is { } value
                        ? world.ToRuby(call.Scope, name, value)
                        : Unknown(world, call.Compilation, name)
                );
        }
        foreach (var name in new[] { "[]", "lookupvar" })
        {
            type.Define(
                name,
                1,
                2,
                (ruby, self, a, _) =>
                    a[0] is RubyString asked
                        ? Look(self, asked.Text)
                        : throw world.Fault(
                            "Puppet::ParseError",
                            $"Scope variable name {ruby.TextOf(ruby.Invoke(a[0], "inspect", []))} is a "
                                + $"{ruby.TypeOf(a[0]).Name}, not a string"
                        )
            );
        }
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
            "bound?",
            1,
            1,
            (ruby, self, a, _) =>
                ((RubyTemplateScope)self).Invocation.Scope.FindOwn(ruby.TextOf(a[0])) is not null
        );
        type.Define(
            "lookupdefaults",
            1,
            1,
            (ruby, self, a, _) =>
            {
                var found = ruby.Hash();
                var scope = ((RubyTemplateScope)self).Invocation.Scope;
                foreach (var parameter in scope.DefaultsFor(ResourceReference.Capitalize(ruby.TextOf(a[0]))))
                {
                    found[new Symbol(parameter.Name)] = world.ToRuby(parameter.Value);
                }
                return found;
            }
        );
        type.Define(
            "resource",
            0,
            0,
            (_, self, _, _) =>
                ((RubyTemplateScope)self).Invocation.Scope.Body.Resource is { Reference: var reference }
                    ? RubyCatalogDoor.ResourceOf(world, reference)
                    : Nil.Value
        );
        type.Define(
            "source",
            0,
            0,
            (ruby, self, _, _) =>
                world.Made(
                    "Puppet::Resource::Type",
                    ruby.String(((RubyTemplateScope)self).Invocation.Scope.Name),
                    new Symbol(
                        ((RubyTemplateScope)self).Invocation.Scope.Source is DefineDefinition
                            ? "definition"
                            : "hostclass"
                    )
                )
        );
        DefineRelations(world, type);
        type.Define(
            "tags",
            0,
            0,
            (ruby, self, _, _) =>
                ruby.Array([
                    .. ((RubyTemplateScope)self).Invocation.Compilation.Catalog.Tags.Select(ruby.String),
                ])
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
                WarnOfDeclaring(((RubyTemplateScope)self).Invocation.Compilation, name);
                return name.StartsWith(FunctionPrefix, StringComparison.Ordinal)
                    && ((RubyTemplateScope)self).Invocation.Compilation.HasFunction(
                        name[FunctionPrefix.Length..]
                    )
                        ? CallFunction(
                            world,
                            self,
                            name[FunctionPrefix.Length..],
                            a.Length > 1 ? a[1] : ruby.Array([]),
                            block
                        )
                    : world.Complete() ? ruby.Invoke(self, name, a[1..], block)
                    : throw ruby.Missing(name, $"Scope({ScopeName(self)}):Puppet::Parser::Scope");
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
        type.Define("inspect", 0, 0, (ruby, self, _, _) => ruby.String($"Scope({ScopeName(self)})"));
        type.Define(
            "module_name",
            0,
            0,
            (ruby, self, _, _) => ruby.String(((RubyTemplateScope)self).Invocation.Scope.ModuleName)
        );
    }

    private static void DefineRelations(RubyWorld world, RubyClass type)
    {
        object ScopeOf(object self, Scope? scope) =>
            scope is null
                ? Nil.Value
                : world.ScopeOf(new Invocation(((RubyTemplateScope)self).Invocation.Site, scope, null));
        Scope Own(object self) => ((RubyTemplateScope)self).Invocation.Scope;
        type.Define("parent", 0, 0, (_, self, _, _) => ScopeOf(self, ParentOf(Own(self))));
        type.Define("inherited_scope", 0, 0, (_, self, _, _) => ScopeOf(self, Own(self).Body.Inherited));
        type.Define("enclosing_scope", 0, 0, (_, self, _, _) => ScopeOf(self, Own(self).Body.Enclosing));
        type.Define(
            "parent_module_name",
            0,
            0,
            (ruby, self, _, _) =>
                ParentOf(Own(self)) is { } parent ? ruby.String(parent.ModuleName) : Nil.Value
        );
        type.Define(
            "class_scope",
            1,
            1,
            (ruby, self, a, _) =>
                ScopeOf(
                    self,
                    Own(self)
                        .Compilation.FindClassScope(
                            ruby.TextOf(a[0] is RubyString ? a[0] : ruby.Invoke(a[0], "name", []))
                        )
                )
        );
    }

    /// <summary>
    /// The scope that a define was declared in, that a class inherits from, or the one around.
    /// </summary>
    private static Scope? ParentOf(Scope scope) =>
        scope.Body.Kind is ScopeKind.Top ? null
        : scope.Source is DefineDefinition ? scope.Body.Resource?.Scope.Body
        : scope.Body.Inherited ?? scope.Body.Enclosing;

    /// <summary>Functions that declare classes are told of when they are called as methods.</summary>
    private static void WarnOfDeclaring(Compilation compilation, string method)
    {
        if (method is "function_include" or "function_require" or "function_contain")
        {
            compilation.WarnOnce(
                $"3x {method}",
                $"Calling {method} via the Scope class is deprecated. Use Scope#call_function instead\n"
                    + "   (file & line not available)"
            );
        }
    }

    private static object Assign(RubyWorld world, object self, object name, object value)
    {
        var variable = world.Ruby.TextOf(name);
        return world.TryAssign(((RubyTemplateScope)self).Invocation.Scope, variable, value)
            ? value
            : throw world.Fault("Puppet::ParseError", $"Cannot reassign variable '${variable}'");
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
        return world.CallFunction(call, name, world.Ruby.Splat(given), block);
    }
}
